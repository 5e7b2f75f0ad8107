package io.bloomline.flink;

import io.bloomline.language.TextSize;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What is counted of one language. Thread-safe. */
final class LanguageCounters {

    private final Counter documents;
    private final Counter characters;
    private final Counter words;
    private final Counter tokensIn;
    private final Counter tokensOut;
    private final Counter failures;
    private final Counter tagged;
    private final Counter gateHits;
    private final Counter timeMicros;

    /**
     * Counts nothing yet.
     *
     * @param language the group of the language's metrics
     */
    LanguageCounters(MetricGroup language) {
        documents = counter(language, "documents");
        characters = counter(language, "characters");
        words = counter(language, "words");
        tokensIn = counter(language, "tokensIn");
        tokensOut = counter(language, "tokensOut");
        failures = counter(language, "failures");
        tagged = counter(language, "tagged");
        gateHits = counter(language, "gateHits");
        timeMicros = counter(language, "timeMicros");
        language.gauge("tokensPerCharacter", tokensPer(characters));
        language.gauge("tokensPerWord", tokensPer(words));
    }

    void count(LanguageMetrics.Handling handling) {
        documents.inc();
        timeMicros.inc(TimeUnit.NANOSECONDS.toMicros(handling.nanos()));
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
