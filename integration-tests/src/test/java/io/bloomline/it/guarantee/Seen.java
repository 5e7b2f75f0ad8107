package io.bloomline.it.guarantee;

/**
 * What a reader saw become of a version of a document.
 *
 * @param of     the version
 * @param answer the model's answer, or {@link #DEAD_LETTER}
 * @param millis when a reader of committed records saw it, in milliseconds since 1970
 */
public record Seen(Version of, String answer, long millis) {

    /** In place of an answer: the document came back. */
    public static final String DEAD_LETTER = "(dead letter)";
}
