package io.bloomline.flink;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * Counts documents by their language: by the primary subtag of its BCP 47 tag, {@code und} where it isn't given. The first
 * {@value #MOST} have counters of their own; what comes later, or is no tag, is {@code other}, because each language is a
 * time series for whoever stores the metrics. Thread-safe.
 */
final class LanguageMetrics {

    static final int MOST = 100;

    private static final String UNDETERMINED = "und";
    private static final String OTHER = "other";

    private final MetricGroup model;
    private final Map<String, Counters> byLanguage = new HashMap<>();

    /**
     * Counts nothing yet.
     *
     * @param model the group of the model's metrics; each language gets one in it when it first comes
     */
    LanguageMetrics(MetricGroup model) {
        this.model = model;
    }

    private record Counters(Counter documents, Counter tokens, Counter failures) {}

    /**
     * Counts a document.
     *
     * @param tag    its language as the document gives it, or null
     * @param tokens read and written for it
     * @param failed whether it became a dead letter
     */
    void count(@Nullable String tag, long tokens, boolean failed) {
        Counters language = counters(primarySubtag(tag));
        language.documents().inc();
        language.tokens().inc(tokens);
        if (failed) {
            language.failures().inc();
        }
    }

    private synchronized Counters counters(String language) {
        Counters known = byLanguage.get(language);
        if (known != null) {
            return known;
        }
        return byLanguage.computeIfAbsent(byLanguage.size() < MOST ? language : OTHER, this::registered);
    }

    private Counters registered(String language) {
        MetricGroup group = model.addGroup("language", language);
        return new Counters(
                group.counter("documents", new SharedCounter()),
                group.counter("tokens", new SharedCounter()),
                group.counter("failures", new SharedCounter()));
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
