package io.bloomline.inference.djl;

import static io.bloomline.inference.djl.Signature.ATTENTION_MASK;
import static io.bloomline.inference.djl.Signature.INPUT_IDS;
import static io.bloomline.inference.djl.Signature.LAST_HIDDEN_STATE;
import static io.bloomline.inference.djl.Signature.SENTENCE_EMBEDDING;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.translate.TranslateException;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse;
import io.bloomline.inference.InferenceResponse.Embedded;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the vectors of a batch of texts. DJL has a translator for that, but it tokenizes each text again; here the ids
 * have been counted before.
 */
final class Embedder implements Network {

    private final OnnxModel model;
    private final boolean pooled;
    private final int padId;

    /**
     * @param pooled whether the model gives one vector per text; otherwise it gives one per token, and a text's vector
     *     is their mean, scaled to length one
     */
    Embedder(OnnxModel model, boolean pooled, int padId) {
        this.model = model;
        this.pooled = pooled;
        this.padId = padId;
    }

    @Override
    public List<InferenceResponse> answer(List<InferenceRequest> batch) throws TranslateException {
        TokenGrid texts =
                TokenGrid.of(batch.stream().map(InferenceRequest::tokenIds).toList(), padId);
        try (Computation computation = model.newComputation()) {
            NDList outputs = computation.run(new NDList(
                    computation.integers(INPUT_IDS, texts.ids(), texts.rows(), texts.width()),
                    computation.integers(ATTENTION_MASK, texts.mask(), texts.rows(), texts.width())));
            NDArray output = outputs.get(pooled ? SENTENCE_EMBEDDING : LAST_HIDDEN_STATE);
            FloatBuffer numbers = Computation.floatsOf(output);
            int size = (int) output.getShape().get(pooled ? 1 : 2);
            List<InferenceResponse> vectors = new ArrayList<>(batch.size());
            for (int row = 0; row < batch.size(); row++) {
                vectors.add(
                        new Embedded(finite(pooled ? vector(numbers, row, size) : mean(numbers, texts, row, size))));
            }
            return vectors;
        }
    }

    private static float[] vector(FloatBuffer numbers, int row, int size) {
        float[] vector = new float[size];
        numbers.get(row * size, vector);
        return vector;
    }

    private static float[] mean(FloatBuffer numbers, TokenGrid texts, int row, int size) {
        double[] sum = new double[size];
        for (int place = row * texts.width(); place < (row + 1) * texts.width(); place++) {
            if (texts.mask()[place] == 1) {
                for (int i = 0; i < size; i++) {
                    sum[i] += numbers.get(place * size + i);
                }
            }
        }
        double squares = 0;
        for (double component : sum) {
            squares += component * component;
        }
        // Scaled to length one, sum and mean are the same.
        double scale = squares == 0 ? 0 : 1 / Math.sqrt(squares);
        float[] mean = new float[size];
        for (int i = 0; i < size; i++) {
            mean[i] = (float) (sum[i] * scale);
        }
        return mean;
    }

    private static float[] finite(float[] vector) {
        for (float component : vector) {
            if (!Float.isFinite(component)) {
                throw RuntimeFailures.notFinite();
            }
        }
        return vector;
    }
}
