package io.bloomline.flink;

import io.bloomline.language.TextSize;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * Counts documents and what they took by their language: by the primary subtag of its BCP 47 tag, {@code und} where it is
 * unknown. The first {@value #MOST} have counters of their own; what comes later, or is no tag, is {@code other}, because
 * each language is a time series for whoever stores the metrics. Thread-safe.
 */
final class LanguageMetrics {

    static final int MOST = 100;

    private static final String UNDETERMINED = "und";
    private static final String OTHER = "other";

    private final MetricGroup model;
    private final Map<String, LanguageCounters> byLanguage = new HashMap<>();

    /**
     * Counts nothing yet.
     *
     * @param model the group of the model's metrics; each language gets one in it when it first comes
     */
    LanguageMetrics(MetricGroup model) {
        this.model = model;
    }

    /**
     * How a document was handled.
     *
     * @param size      how long its text is
     * @param tokensIn  read for its results
     * @param tokensOut written for them
     * @param failed    whether it became a dead letter
     * @param tagged    whether a result of it carries a tag
     * @param nanos     from its arrival to its outcome
     */
    record Handling(TextSize size, long tokensIn, long tokensOut, boolean failed, boolean tagged, long nanos) {}

    /**
     * Counts a document.
     *
     * @param tag      its language as the document gives it, or as it was found; null when unknown
     * @param handling how it was handled
     */
    void count(@Nullable String tag, Handling handling) {
        counters(primarySubtag(tag)).count(handling);
    }

    private synchronized LanguageCounters counters(String language) {
        LanguageCounters known = byLanguage.get(language);
        if (known != null) {
            return known;
        }
        return byLanguage.computeIfAbsent(byLanguage.size() < MOST ? language : OTHER, this::registered);
    }

    private LanguageCounters registered(String language) {
        return new LanguageCounters(model.addGroup("language", language));
    }

    private static String primarySubtag(@Nullable String tag) {
        if (tag == null || tag.isBlank()) {
            return UNDETERMINED;
        }
        int end = 0;
        while (end < tag.length() && isLetter(tag.charAt(end))) {
            end++;
        }
        boolean ends = end == tag.length() || tag.charAt(end) == '-' || tag.charAt(end) == '_';
        return ends && (end == 2 || end == 3) ? tag.substring(0, end).toLowerCase(Locale.ROOT) : OTHER;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
