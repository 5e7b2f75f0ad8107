package io.bloomline.flink;

import static java.util.Objects.requireNonNull;

import io.bloomline.document.Outcome;
import io.bloomline.governance.PersonalData;
import io.bloomline.language.TextSize;
import io.bloomline.quality.Flaw;
import io.bloomline.schema.DeadLetter;
import io.bloomline.schema.Document;
import io.bloomline.schema.Provenance;
import io.bloomline.time.NanoClock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/** What became of a subtask's documents, as Flink metrics; METRICS.md says what each means. Thread-safe. */
final class DocumentMetrics {

    private final MetricGroup model;
    private final NanoClock clock;
    private final LanguageMetrics languages;
    private final GateMetrics gates;

    private final Counter documentsIn = new SharedCounter();
    private final Counter documentsOut = new SharedCounter();
    private final Counter documentsDead = new SharedCounter();
    private final Counter documentsOptedOut = new SharedCounter();
    private final Counter resultsOut = new SharedCounter();
    private final Counter tokensIn = new SharedCounter();
    private final Counter tokensOut = new SharedCounter();
    private final Histogram documentTime = RecentValues.ofMicros();
    private final Map<String, Counter> deadByCode = new ConcurrentHashMap<>();
    private final Map<PersonalData, Counter> redactions = new ConcurrentHashMap<>();

    /**
     * Counts nothing yet.
     *
     * @param model the group of the model's metrics
     * @param clock tells how long documents take
     */
    DocumentMetrics(MetricGroup model, NanoClock clock) {
        this.clock = clock;
        this.model = model;
        this.languages = new LanguageMetrics(model);
        this.gates = new GateMetrics(model);
        model.counter("documents_in_total", documentsIn);
        model.counter("documents_out_total", documentsOut);
        model.counter("documents_opted_out_total", documentsOptedOut);
        model.counter("documents_dead_total", documentsDead);
        model.histogram("document_time_seconds", documentTime);
        model.counter("results_out_total", resultsOut);
        model.counter("tokens_in_total", tokensIn);
        model.counter("tokens_out_total", tokensOut);
    }

    /** A record came in; gives back when, for {@link #documentDone}. */
    long documentComes() {
        documentsIn.inc();
        return clock.nanoTime();
    }

    /** Whether a document's results were deleted because it is opted out. */
    void optedOut(boolean optedOut) {
        documentsOptedOut.inc(optedOut ? 1 : 0);
    }

    /** Personal data was taken out of a document's text, so much of each kind. */
    void redacted(Map<PersonalData, Integer> counts) {
        counts.forEach((kind, count) -> redactions
                .computeIfAbsent(kind, first -> model.addGroup("redacted", kind.code())
                        .counter("replacements_total", new SharedCounter()))
                .inc(count));
    }

    /**
     * A record is done with.
     *
     * @param document the document in it, or null when it was unreadable or a tombstone
     * @param leaving  the outcomes that leave, whatever the pipeline made of it
     * @param since    when it came
     */
    void documentDone(@Nullable Document document, List<Outcome> leaving, long since) {
        long read = 0;
        long written = 0;
        boolean dead = false;
        boolean tagged = false;
        boolean flawed = false;
        for (Outcome outcome : leaving) {
            if (outcome instanceof Outcome.Refused refused) {
                dead = true;
                flawed |= Flaw.of(refused.deadLetter().getCode()).isPresent();
                countDead(refused.deadLetter());
                continue;
            }
            resultsOut.inc();
            if (outcome instanceof Outcome.Result result) {
                Provenance provenance = (Provenance) requireNonNull(field(result.body(), "provenance"));
                // Below zero where nobody has counted them.
                read += Math.max(0, provenance.getInputTokens());
                written += Math.max(0, provenance.getOutputTokens());
                List<?> tags = (List<?>) requireNonNull(field(result.body(), "tags"));
                tagged |= !tags.isEmpty();
                flawed |= !tags.isEmpty() && countFlaws(tags, result.body());
            }
        }
        tokensIn.inc(read);
        tokensOut.inc(written);
        (dead ? documentsDead : documentsOut).inc();
        long nanos = clock.nanoTime() - since;
        documentTime.update(TimeUnit.NANOSECONDS.toMicros(nanos));
        if (document != null) {
            TextSize size = TextSize.of(document.getText());
            languages.count(
                    document.getLanguage(),
                    new LanguageMetrics.Handling(size, read, written, dead, tagged, flawed, nanos));
        }
    }

    /** Whether any of the tags is of a quality gate. */
    private boolean countFlaws(List<?> tags, SpecificRecord body) {
        List<Flaw> flaws =
                tags.stream().flatMap(tag -> Flaw.of(tag.toString()).stream()).toList();
        flaws.forEach(flaw -> gates.count(flaw, (String) field(body, "language")));
        return !flaws.isEmpty();
    }

    private static @Nullable Object field(SpecificRecord body, String name) {
        return body.get(body.getSchema().getField(name).pos());
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
                .counter("documents_dead_total", new SharedCounter());
    }
}
