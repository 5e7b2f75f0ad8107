package io.bloomline.flink;

import io.bloomline.document.Outcome;
import io.bloomline.schema.DeadLetter;
import io.bloomline.schema.Document;
import io.bloomline.schema.Provenance;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/** What became of a subtask's documents, as Flink metrics; METRICS.md says what each means. Thread-safe. */
final class DocumentMetrics {

    private final MetricGroup model;
    private final LanguageMetrics languages;

    private final Counter documentsIn = new SharedCounter();
    private final Counter documentsOut = new SharedCounter();
    private final Counter resultsOut = new SharedCounter();
    private final Counter tokensIn = new SharedCounter();
    private final Counter tokensOut = new SharedCounter();
    private final Map<String, Counter> deadByCode = new ConcurrentHashMap<>();

    /**
     * Counts nothing yet.
     *
     * @param model the group of the model's metrics
     */
    DocumentMetrics(MetricGroup model) {
        this.model = model;
        this.languages = new LanguageMetrics(model);
        model.counter("documentsIn", documentsIn);
        model.counter("documentsOut", documentsOut);
        model.counter("resultsOut", resultsOut);
        model.counter("tokensIn", tokensIn);
        model.counter("tokensOut", tokensOut);
    }

    /** A record came in. */
    void documentComes() {
        documentsIn.inc();
    }

    /**
     * A record is done with.
     *
     * @param document the document in it, or null when it was unreadable or a tombstone
     * @param leaving  the outcomes that leave, whatever the pipeline made of it
     */
    void documentDone(@Nullable Document document, List<Outcome> leaving) {
        long tokens = 0;
        boolean dead = false;
        for (Outcome outcome : leaving) {
            if (outcome instanceof Outcome.Refused refused) {
                dead = true;
                countDead(refused.deadLetter());
            } else {
                resultsOut.inc();
                tokens += countTokens(outcome);
            }
        }
        if (!dead) {
            documentsOut.inc();
        }
        if (document != null) {
            languages.count(document.getLanguage(), tokens, dead);
        }
    }

    private long countTokens(Outcome outcome) {
        if (!(outcome instanceof Outcome.Result result)) {
            return 0;
        }
        Provenance provenance = provenance(result.body());
        // Below zero where nobody has counted them.
        long read = Math.max(0, provenance.getInputTokens());
        long written = Math.max(0, provenance.getOutputTokens());
        tokensIn.inc(read);
        tokensOut.inc(written);
        return read + written;
    }

    private static Provenance provenance(SpecificRecord body) {
        return (Provenance) body.get(body.getSchema().getField("provenance").pos());
    }

    private void countDead(DeadLetter letter) {
        deadByCode
                .computeIfAbsent(letter.getCode(), code -> deadCounter(letter))
                .inc();
    }

    private Counter deadCounter(DeadLetter letter) {
        String kind = letter.getKind().name().toLowerCase(Locale.ROOT);
        return model.addGroup("kind", kind)
                .addGroup("code", letter.getCode())
                .counter("documentsDead", new SharedCounter());
    }
}
