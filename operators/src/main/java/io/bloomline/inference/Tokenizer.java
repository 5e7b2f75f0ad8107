package io.bloomline.inference;

/** A model's tokenizer. Thread-safe. */
public interface Tokenizer {

    /**
     * The text's token ids, all of them: never truncated, never padded.
     *
     * @param text any text; empty gives no ids
     */
    int[] encode(String text);
}
