package io.bloomline.inference.triton;

import io.bloomline.inference.InferenceRequest;
import java.util.List;
import java.util.Optional;

/** The texts themselves, for a model that tokenizes. */
record TextInput(TensorSpec spec, boolean batched) implements InputTensor {

    @Override
    public Optional<TensorData> data(List<InferenceRequest> batch) {
        List<String> texts = batch.stream().map(InferenceRequest::text).toList();
        return Optional.of(
                new TensorData(InputTensor.shape(spec, batched, batch.size(), 1), TensorWriter.texts(texts)));
    }
}
