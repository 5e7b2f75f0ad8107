package io.bloomline.preparation;

import static io.bloomline.failure.Failure.misconfigured;
import static io.bloomline.failure.Failure.rejected;

import io.bloomline.failure.FailureException;
import io.bloomline.inference.ModelDescription;
import io.bloomline.inference.Tokenizer;

/** How many tokens a request may have, and the tokenizer to count them with. */
record TokenBudget(ModelDescription model, Tokenizer tokenizer) {

    /** Refuses a job whose answers alone would fill the model's context. */
    void reserve(int outputTokens, String option) {
        if (outputTokens >= model.maxTokens()) {
            throw new FailureException(misconfigured(
                    "output-over-context",
                    "%s is %d, and model %s has a context of %d tokens for prompt and answer together: lower it"
                            .formatted(option, outputTokens, model.name(), model.maxTokens())));
        }
    }

    /**
     * The prompt's token ids; refuses a document whose prompt leaves no room for the answer. Where nobody here can count,
     * that is left to the model, which can.
     */
    int[] encodePrompt(String prompt, int outputTokens, String option) {
        int[] ids = tokenizer.encode(prompt);
        int room = model.maxTokens() - outputTokens;
        if (tokenizer.isExact() && ids.length > room) {
            throw new FailureException(rejected(
                    "too-many-tokens",
                    "The document has %d tokens with its prompt; model %s accepts %d, its %d less the %d kept for the answer (%s)"
                            .formatted(ids.length, model.name(), room, model.maxTokens(), outputTokens, option)));
        }
        return ids;
    }
}
