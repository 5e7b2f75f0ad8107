package io.bloomline.flink;

import io.bloomline.language.TextSize;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What is counted of one language. Thread-safe. */
final class LanguageCounters {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Counter documents;
    private final Counter characters;
    private final Counter words;
    private final Counter tokensIn;
    private final Counter tokensOut;
    private final Counter failures;
    private final Counter tagged;
    private final Counter gateHits;
    private final LongAdder nanos = new LongAdder();

    /**
     * Counts nothing yet.
     *
     * @param language the group of the language's metrics
     */
    LanguageCounters(MetricGroup language) {
        documents = counter(language, "documents_total");
        characters = counter(language, "characters_total");
        words = counter(language, "words_total");
        tokensIn = counter(language, "tokens_in_total");
        tokensOut = counter(language, "tokens_out_total");
        failures = counter(language, "failures_total");
        tagged = counter(language, "tagged_total");
        gateHits = counter(language, "gate_hits_total");
        // A gauge, since a counter of Flink's has whole numbers only.
        language.gauge("time_seconds_total", (Gauge<Double>) () -> nanos.doubleValue() / NANOS_PER_SECOND);
        language.gauge("tokens_per_character", tokensPer(characters));
        language.gauge("tokens_per_word", tokensPer(words));
    }

    void count(LanguageMetrics.Handling handling) {
        documents.inc();
        nanos.add(handling.nanos());
        if (handling.flawed()) {
            gateHits.inc();
        }
        if (handling.failed()) {
            failures.inc();
            return;
        }
        TextSize size = handling.size();
        characters.inc(size.characters());
        words.inc(size.words());
        tokensIn.inc(handling.tokensIn());
        tokensOut.inc(handling.tokensOut());
        if (handling.tagged()) {
            tagged.inc();
        }
    }

    private Gauge<Double> tokensPer(Counter unit) {
        return () -> (double) tokensIn.getCount() / Math.max(1, unit.getCount());
    }

    private static Counter counter(MetricGroup group, String name) {
        return group.counter(name, new SharedCounter());
    }
}
