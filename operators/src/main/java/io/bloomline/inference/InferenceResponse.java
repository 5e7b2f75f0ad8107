package io.bloomline.inference;

import io.bloomline.schema.FinishReason;

/** A model's answer to one request: a row of the batch's answer. */
public sealed interface InferenceResponse {

    /**
     * The vector of a text.
     *
     * @param vector one number per dimension of the model, all finite; not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never copied: one per document at full GPU speed
    record Embedded(float[] vector) implements InferenceResponse {}

    /**
     * The continuation of a prompt.
     *
     * @param text         the text written, without the prompt and special tokens, stripped of white space at both ends
     * @param outputTokens tokens written, the end-of-text token not counted; {@link #UNCOUNTED} where a model in another
     *                     process doesn't say, and with the end-of-text token where it counts it
     * @param finishReason whether the model ended the text, or the token limit did
     */
    record Generated(String text, int outputTokens, FinishReason finishReason) implements InferenceResponse {

        /** The model doesn't say how many tokens it wrote. */
        public static final int UNCOUNTED = -1;
    }
}
