package io.bloomline.flink;

import io.bloomline.language.TextSize;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/** Counts documents and what they took by their language. Thread-safe. */
final class LanguageMetrics {

    private final ByLanguage<LanguageCounters> counters;

    /**
     * Counts nothing yet.
     *
     * @param model the group of the model's metrics
     */
    LanguageMetrics(MetricGroup model) {
        counters = new ByLanguage<>(model, LanguageCounters::new);
    }

    /**
     * How a document was handled.
     *
     * @param size      how long its text is
     * @param tokensIn  read for its results
     * @param tokensOut written for them
     * @param failed    whether it became a dead letter
     * @param tagged    whether a result of it carries a tag
     * @param flawed    whether a quality gate found something in what was written for it
     * @param nanos     from its arrival to its outcome
     */
    record Handling(
            TextSize size, long tokensIn, long tokensOut, boolean failed, boolean tagged, boolean flawed, long nanos) {}

    /**
     * Counts a document.
     *
     * @param tag      its language as the document gives it, or as it was found; null when unknown
     * @param handling how it was handled
     */
    void count(@Nullable String tag, Handling handling) {
        counters.of(tag).count(handling);
    }
}
