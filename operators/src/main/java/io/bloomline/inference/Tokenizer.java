package io.bloomline.inference;

/** A model's tokenizer. Thread-safe. */
public interface Tokenizer {

    /**
     * The text's token ids, all of them: never truncated, never padded.
     *
     * @param text any text; empty gives no ids
     */
    int[] encode(String text);

    /** The same ids with their places; these are estimates where the tokenizer doesn't tell them. */
    default Encoding encodeWithEnds(String text) {
        return Encoding.evenly(encode(text), text.length());
    }

    /**
     * Whether these ids are the model's own, so that their number is what the model reads. Where they only stand in for
     * them, the number is never too small; it may weigh a text, and must not have it refused.
     */
    default boolean isExact() {
        return true;
    }
}
