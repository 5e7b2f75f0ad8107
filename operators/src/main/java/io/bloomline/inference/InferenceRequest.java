package io.bloomline.inference;

/** One thing asked of a model: a row of a batch. */
public sealed interface InferenceRequest {

    /** The text the model reads, prompt included; for models that tokenize themselves. */
    String text();

    /**
     * The same text as the tokenizer's ids, made once, in preparation. Where those are the model's own, they are never
     * more than it accepts.
     */
    int[] tokenIds();

    /** What the request weighs against a batch's token limit: tokens read, plus tokens that may be written. */
    int tokens();

    /**
     * Asks for the vector of a text.
     *
     * @param text     the text
     * @param tokenIds its token ids
     */
    @SuppressWarnings("ArrayRecordComponent") // shared on purpose: the ids are written straight into the tensor
    record Embed(String text, int[] tokenIds) implements InferenceRequest {
        @Override
        public int tokens() {
            return tokenIds.length;
        }
    }

    /**
     * Asks for the continuation of a prompt.
     *
     * @param text       the prompt
     * @param tokenIds   its token ids
     * @param parameters how to choose each next token, and when to stop
     */
    @SuppressWarnings("ArrayRecordComponent") // see Embed
    record Generate(String text, int[] tokenIds, GenerationParameters parameters) implements InferenceRequest {
        @Override
        public int tokens() {
            return tokenIds.length + parameters.maxTokens();
        }
    }
}
