package io.bloomline.inference.triton;

import io.bloomline.inference.InferenceRequest;
import java.util.List;
import java.util.Optional;

/** Fills one of a model's inputs. */
interface InputTensor {

    /** Which one. */
    TensorSpec spec();

    /**
     * What it holds for a batch.
     *
     * @return empty to leave it out of the request
     */
    Optional<TensorData> data(List<InferenceRequest> batch);

    /** The shape of so many elements per row, which the tensor was seen to be able to hold when it was bound. */
    static List<Long> shape(TensorSpec spec, boolean batched, int rows, long perRow) {
        return spec.shapeFor(batched, rows, perRow)
                .orElseThrow(() -> new IllegalStateException(spec + " can't hold " + perRow + " elements per row"));
    }
}
