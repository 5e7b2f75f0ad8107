package io.bloomline.inference.triton;

import io.bloomline.inference.InferenceRequest;
import java.util.List;

/**
 * How tokens are laid out for a model.
 *
 * @param batched whether tensors count rows in their first dimension
 * @param width   number of columns the model insists on; negative if it takes any
 * @param padding on which side rows are filled up
 * @param padId   token id that fills them
 */
record TokenLayout(boolean batched, long width, Padding padding, int padId) {

    TokenRows rows(List<InferenceRequest> batch) {
        return TokenRows.of(batch, padding, width);
    }
}
