package io.bloomline.job.file;

/**
 * A key of the job file, declared once: the parser and the reference both come from it.
 *
 * @param key    dotted key
 * @param type   values it takes
 * @param absent what holds when it is left out
 * @param about  what it does and what it costs, one or two sentences
 */
record Option<T>(String key, ValueType<T> type, Absent absent, String about) {

    /** What holds when a key is left out. */
    sealed interface Absent {

        /** A problem. */
        record Refused() implements Absent {}

        /** A value, as one would write it. */
        record Default(String yaml) implements Absent {}

        /** No value; what that means, for the reference. */
        record Nothing(String meaning) implements Absent {}
    }

    static <T> Option<T> required(String key, ValueType<T> type, String about) {
        return new Option<>(key, type, new Absent.Refused(), about);
    }

    static <T> Option<T> optional(String key, ValueType<T> type, String defaultYaml, String about) {
        return new Option<>(key, type, new Absent.Default(defaultYaml), about);
    }

    /** An option without a default; {@code absent} says for the reference what its absence means. */
    static <T> Option<T> unset(String key, ValueType<T> type, String absent, String about) {
        return new Option<>(key, type, new Absent.Nothing(absent), about);
    }

    /** The section it stands in; empty for a key of the top level. */
    String section() {
        return key.substring(0, Math.max(0, key.lastIndexOf('.')));
    }
}
