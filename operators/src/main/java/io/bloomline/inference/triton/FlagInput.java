package io.bloomline.inference.triton;

import io.bloomline.inference.InferenceRequest;
import java.util.List;
import java.util.Optional;

/** The same yes or no for every request, because of what we can do with the answer. */
record FlagInput(TensorSpec spec, boolean batched, boolean value) implements InputTensor {

    @Override
    public Optional<TensorData> data(List<InferenceRequest> batch) {
        TensorWriter tensor = new TensorWriter(spec.type(), batch.size());
        batch.forEach(request -> tensor.integer(value ? 1 : 0));
        return Optional.of(new TensorData(InputTensor.shape(spec, batched, batch.size(), 1), tensor.written()));
    }
}
