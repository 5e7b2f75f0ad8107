package io.bloomline.inference.triton;

import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse;
import io.bloomline.inference.InferenceResponse.Embedded;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the vector of each text of those of its tokens, and scales it to length one.
 *
 * @param output  the tensor, with a vector per token
 * @param layout  how the tokens were laid out
 * @param pooling which tokens count
 */
record TokenVectorReader(TensorSpec output, TokenLayout layout, Pooling pooling) implements AnswerReader {

    @Override
    public List<TensorSpec> outputs() {
        return List.of(output);
    }

    @Override
    public List<InferenceResponse> read(List<InferenceRequest> batch, List<ModelInferResponse> parts) {
        TensorReader tensor = VectorReader.only(parts, output);
        TokenRows tokens = layout.rows(batch);
        int rows = batch.size();
        AnswerReader.requireRows(tensor, layout.batched(), rows);
        int size = VectorReader.size(tensor);
        if (size == 0 || tensor.count() != (long) rows * tokens.width() * size) {
            throw BadResponse.because(
                    tensor + ", which is not one vector for each of " + rows + " × " + tokens.width() + " tokens");
        }
        float[] numbers = tensor.reals();
        List<InferenceResponse> vectors = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            int from = row * tokens.width() + tokens.start(row);
            vectors.add(new Embedded(pooled(numbers, from, tokens.length(row), size)));
        }
        return vectors;
    }

    /**
     * @param from   number of the text's first token, of all places in the tensor
     * @param length number of its tokens
     */
    private float[] pooled(float[] numbers, int from, int length, int size) {
        return switch (pooling) {
            case MEAN -> sum(numbers, from, from + length, size);
            case FIRST -> sum(numbers, from, from + 1, size);
            case LAST -> sum(numbers, from + length - 1, from + length, size);
        };
    }

    /** Scaled to length one, sum and mean are the same. */
    private static float[] sum(float[] numbers, int from, int to, int size) {
        double[] sum = new double[size];
        for (int token = from; token < to; token++) {
            for (int i = 0; i < size; i++) {
                sum[i] += numbers[token * size + i];
            }
        }
        double squares = 0;
        for (double component : sum) {
            squares += component * component;
        }
        double scale = squares == 0 ? 0 : 1 / Math.sqrt(squares);
        float[] vector = new float[size];
        for (int i = 0; i < size; i++) {
            vector[i] = (float) (sum[i] * scale);
        }
        return VectorReader.usable(vector);
    }
}
