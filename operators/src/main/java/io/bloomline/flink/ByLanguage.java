package io.bloomline.flink;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of each language: by the primary subtag of its BCP 47 tag, {@code und} where it is unknown. The first
 * {@value #MOST} have their own; what comes later, or is no tag, is {@code other}, because each language is a time series
 * for whoever stores the metrics. Thread-safe.
 *
 * @param <T> what is kept of a language
 */
final class ByLanguage<T> {

    static final int MOST = 100;

    private static final String UNDETERMINED = "und";
    private static final String OTHER = "other";

    private final MetricGroup parent;
    private final Function<MetricGroup, T> register;
    private final Map<String, T> known = new HashMap<>();

    /**
     * Nothing yet.
     *
     * @param parent   the group in which each language gets one when it first comes
     * @param register makes what is kept of a language, with its group
     */
    ByLanguage(MetricGroup parent, Function<MetricGroup, T> register) {
        this.parent = parent;
        this.register = register;
    }

    /** What is kept of the language that a tag means; null when unknown. */
    synchronized T of(@Nullable String tag) {
        String language = primarySubtag(tag);
        T found = known.get(language);
        if (found != null) {
            return found;
        }
        return known.computeIfAbsent(
                known.size() < MOST ? language : OTHER, name -> register.apply(parent.addGroup("language", name)));
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
