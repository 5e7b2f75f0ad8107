package io.bloomline.job.file;

import org.jspecify.annotations.Nullable;

/**
 * A key of the job file, declared once: the parser and the reference both come from it.
 *
 * @param key         dotted key
 * @param type        values it takes
 * @param defaultYaml value when it is left out, as one would write it; null when it must be given
 * @param about       what it does and what it costs, one or two sentences
 */
record Option<T>(String key, ValueType<T> type, @Nullable String defaultYaml, String about) {

    static <T> Option<T> required(String key, ValueType<T> type, String about) {
        return new Option<>(key, type, null, about);
    }

    static <T> Option<T> optional(String key, ValueType<T> type, String defaultYaml, String about) {
        return new Option<>(key, type, defaultYaml, about);
    }

    /** The section it stands in; empty for a key of the top level. */
    String section() {
        return key.substring(0, Math.max(0, key.lastIndexOf('.')));
    }
}
