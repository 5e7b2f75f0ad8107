package io.bloomline.inference.djl;

import java.util.List;

/** The form of an ONNX file: what goes in, what comes out. Named as Optimum names them. */
sealed interface Signature {

    String INPUT_IDS = "input_ids";
    String ATTENTION_MASK = "attention_mask";
    String LOGITS = "logits";
    String PAST = "past_key_values.";
    String PRESENT = "present.";
    String SENTENCE_EMBEDDING = "sentence_embedding";
    String LAST_HIDDEN_STATE = "last_hidden_state";

    /**
     * Writes text: gives the logits of each next token, and keys and values to go on from.
     *
     * @param cache    names of keys and values without prefix: {@code 0.key}, {@code 0.value}, {@code 1.key} …
     * @param heads    attention heads
     * @param headSize numbers per head and token
     */
    record Text(List<String> cache, int heads, int headSize) implements Signature {}

    /** Gives the vector of each text. */
    record Vector() implements Signature {}

    /** Gives a vector per token; the text's is made of them. */
    record TokenVectors() implements Signature {}
}
