package io.bloomline.inference.triton;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.InferenceRequest;
import java.util.List;

/**
 * How the tokens of a batch lie in a rectangle.
 *
 * @param texts   the token ids of each row
 * @param width   number of columns
 * @param padding on which side rows are filled up
 */
record TokenRows(List<int[]> texts, int width, Padding padding) {

    /**
     * Lays out a batch.
     *
     * @param fixedWidth number of columns the model insists on; negative if as many as the longest text has
     * @throws FailureException {@code REJECTED} when a text has no tokens, or more than the model has columns
     */
    static TokenRows of(List<InferenceRequest> batch, Padding padding, long fixedWidth) {
        List<int[]> texts = batch.stream().map(InferenceRequest::tokenIds).toList();
        int longest = 0;
        for (int[] text : texts) {
            if (text.length == 0) {
                throw new FailureException(
                        Failure.rejected("no-tokens", "The text has no tokens; a model needs one or more."));
            }
            longest = Math.max(longest, text.length);
        }
        if (fixedWidth >= 0 && longest > fixedWidth) {
            throw new FailureException(Failure.rejected(
                    "too-many-tokens",
                    "The text has " + longest + " tokens; the model's tensors have room for " + fixedWidth
                            + " (task.embed.max-tokens)."));
        }
        return new TokenRows(texts, fixedWidth < 0 ? longest : (int) fixedWidth, padding);
    }

    int length(int row) {
        return texts.get(row).length;
    }

    /** Column of a row's first token. */
    int start(int row) {
        return padding == Padding.RIGHT ? 0 : width - length(row);
    }
}
