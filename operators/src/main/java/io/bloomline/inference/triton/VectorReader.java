package io.bloomline.inference.triton;

import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse;
import io.bloomline.inference.InferenceResponse.Embedded;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the vector of each text as the model gives it.
 *
 * @param output  the tensor
 * @param batched whether it counts rows in its first dimension
 */
record VectorReader(TensorSpec output, boolean batched) implements AnswerReader {

    @Override
    public List<TensorSpec> outputs() {
        return List.of(output);
    }

    @Override
    public List<InferenceResponse> read(List<InferenceRequest> batch, List<ModelInferResponse> parts) {
        TensorReader tensor = only(parts, output);
        int rows = batch.size();
        AnswerReader.requireRows(tensor, batched, rows);
        int size = size(tensor);
        if (size == 0 || tensor.count() != rows * (long) size) {
            throw BadResponse.because(tensor + ", which is not one vector for each of " + rows);
        }
        float[] numbers = tensor.reals();
        List<InferenceResponse> vectors = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            vectors.add(new Embedded(usable(Arrays.copyOfRange(numbers, row * size, (row + 1) * size))));
        }
        return vectors;
    }

    /** The tensor in the one part that a vector can come in. */
    static TensorReader only(List<ModelInferResponse> parts, TensorSpec output) {
        List<TensorReader> found = parts.stream()
                .filter(part -> part.getOutputsCount() > 0)
                .map(part -> TensorReader.find(part, output)
                        .orElseThrow(() -> BadResponse.modelChanged(output, "no such tensor")))
                .toList();
        if (found.size() != 1) {
            throw BadResponse.because(found.size() + " parts where a vector comes in one");
        }
        return found.get(0);
    }

    /** Numbers per vector. */
    static int size(TensorReader tensor) {
        List<Long> shape = tensor.shape();
        List<Long> said = tensor.spec().shape();
        long size = shape.isEmpty() ? 0 : shape.get(shape.size() - 1);
        long expected = said.get(said.size() - 1);
        if (expected >= 0 && size != expected) {
            throw BadResponse.because(tensor + " where its vectors have " + expected + " numbers");
        }
        return (int) size;
    }

    /** The vector, if it has a direction. */
    static float[] usable(float[] vector) {
        boolean allZero = true;
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                throw BadResponse.notFinite(i + 1, vector.length, vector[i]);
            }
            allZero &= vector[i] == 0;
        }
        if (allZero) {
            throw BadResponse.because("a vector of " + vector.length + " zeros");
        }
        return vector;
    }
}
