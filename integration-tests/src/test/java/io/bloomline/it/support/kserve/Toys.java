package io.bloomline.it.support.kserve;

import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse;
import io.bloomline.inference.InferenceResponse.Embedded;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.inference.InferenceResult;
import io.bloomline.inference.Model;
import io.bloomline.inference.ModelDescription;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.schema.FinishReason;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** Models that cost nothing, and whose answers tell which request they belong to. */
public final class Toys {

    private static final int DIMENSIONS = 8;

    private Toys() {}

    /** What the writer answers to a prompt. */
    public static String textFor(String prompt) {
        return "answer " + Integer.toHexString(prompt.hashCode());
    }

    /** What the embedder answers to a text's token ids. */
    public static float[] vectorFor(int[] ids) {
        SplittableRandom random = new SplittableRandom(Arrays.hashCode(ids));
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) random.nextDouble(-1, 1);
        }
        return vector;
    }

    static Model writer() {
        return writer(Toys::textFor);
    }

    /** Writes what a function makes of a prompt. */
    static Model writer(UnaryOperator<String> text) {
        return model(Output.TEXT, text);
    }

    static Model embedder() {
        return model(Output.VECTOR, Toys::textFor);
    }

    private static Model model(Output output, UnaryOperator<String> text) {
        ModelDescription description =
                new ModelDescription("toy", "1", null, "toy", output, 1_000_000, Integer.MAX_VALUE, 1, false, Set.of());
        return new Model(description, prompt -> prompt.codePoints().toArray(), new ToyClient(output, text));
    }

    private record ToyClient(Output output, UnaryOperator<String> text) implements InferenceClient {

        @Override
        public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
            List<InferenceResponse> answers = batch.stream().map(this::answer).toList();
            return CompletableFuture.completedFuture(new InferenceResult(answers, "1", "toy"));
        }

        private InferenceResponse answer(InferenceRequest request) {
            return output == Output.TEXT
                    ? new Generated(text.apply(request.text()), 2, FinishReason.STOP)
                    : new Embedded(vectorFor(request.tokenIds()));
        }

        @Override
        public void close() {}
    }
}
