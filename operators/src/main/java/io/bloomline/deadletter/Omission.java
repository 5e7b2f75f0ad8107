package io.bloomline.deadletter;

/** What of the original a dead letter goes without, because its topic doesn't take it; each leaves out more. */
public enum Omission {
    NOTHING("nothing"),
    VALUE("value"),
    VALUE_AND_HEADERS("value, headers"),
    ALL("value, headers, key");

    private final String words;

    Omission(String words) {
        this.words = words;
    }

    boolean leavesOutValue() {
        return compareTo(VALUE) >= 0;
    }

    boolean leavesOutHeaders() {
        return compareTo(VALUE_AND_HEADERS) >= 0;
    }

    boolean leavesOutKey() {
        return this == ALL;
    }

    /** As the header says it. */
    String words() {
        return words;
    }
}
