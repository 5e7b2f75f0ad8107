package io.bloomline.inference.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.translate.TranslateException;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceRequest.Generate;
import io.bloomline.inference.InferenceResponse;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.inference.Model;
import io.bloomline.schema.FinishReason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorTest {

    /** After w1 comes w2, then w3, then w4, then the end. After w5 comes w5, for ever. */
    private static final float[][] COUNTING = {
        {9, 0, 0, 0, 0, 0},
        {0, 0, 9, 0, 0, 0},
        {0, 0, 0, 9, 0, 0},
        {0, 0, 0, 0, 9, 0},
        {9, 0, 0, 0, 0, 0},
        {0, 0, 0, 0, 0, 9}
    };

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void endsATextWhereTheModelEndsIt() {
        assertThat(answers(COUNTING, request(9, 1))).containsExactly(new Generated("w2 w3 w4", 3, FinishReason.STOP));
    }

    @Test
    void endsATextAtItsLimit() {
        assertThat(answers(COUNTING, request(2, 1))).containsExactly(new Generated("w2 w3", 2, FinishReason.LENGTH));
    }

    @Test
    void saysLengthWhenTheLimitComesBeforeTheModelCouldEndTheText() {
        assertThat(answers(COUNTING, request(3, 1))).containsExactly(new Generated("w2 w3 w4", 3, FinishReason.LENGTH));
    }

    @Test
    void givesAnEmptyTextWhenTheModelHasNothingToSay() {
        assertThat(answers(COUNTING, request(9, 4))).containsExactly(new Generated("", 0, FinishReason.STOP));
    }

    @Test
    void letsTheOthersWriteOnWhenSomeHaveEnded() {
        assertThat(answers(
                        COUNTING,
                        request(9, 4),
                        request(9, 1),
                        request(7, 5),
                        request(9, 3, 2),
                        request(9, 1, 1, 3),
                        request(1, 5)))
                .containsExactly(
                        new Generated("", 0, FinishReason.STOP),
                        new Generated("w2 w3 w4", 3, FinishReason.STOP),
                        new Generated("w5 w5 w5 w5 w5 w5 w5", 7, FinishReason.LENGTH),
                        new Generated("w3 w4", 2, FinishReason.STOP),
                        new Generated("w4", 1, FinishReason.STOP),
                        new Generated("w5", 1, FinishReason.LENGTH));
    }

    @Test
    void samplesEachTokenAsOftenAsItsProbabilitySays() {
        // Probabilities 0.2, 0.3 and 0.5 at temperature 1; the others never.
        float never = -1e9f;
        float[] row = {never, (float) Math.log(0.2), (float) Math.log(0.3), (float) Math.log(0.5), never, never};
        int requests = 4_000;
        List<Generate> batch = new ArrayList<>();
        for (int seed = 0; seed < requests; seed++) {
            batch.add(new Generate("", new int[] {1}, new GenerationParameters(1, 1, 0, 1, seed)));
        }

        List<InferenceResponse> answers = answers(new float[][] {row, row, row, row, row, row}, batch);

        assertThat(share(answers, "w1")).isBetween(0.17, 0.23);
        assertThat(share(answers, "w2")).isBetween(0.27, 0.33);
        assertThat(share(answers, "w3")).isBetween(0.47, 0.53);
    }

    @Test
    void holdsNoTensorBetweenBatches() {
        ModelFolder files = new ModelFolder(repository().version(), "1");
        DjlRuntime.prepared(() -> {
            try (LocalTokenizer tokenizer = LocalTokenizer.load(files.path().resolve("tokenizer.json"));
                    OnnxModel model = OnnxModel.load(files.path().resolve("model.onnx"), 1)) {
                try (Computation computation = model.newComputation()) {
                    computation.integers("counted", new long[1], 1);
                    assertThat(model.openTensors()).isOne();
                }
                Generator generator =
                        new Generator(model, (Signature.Text) model.signature(), ModelConfig.read(files), tokenizer);
                for (int i = 0; i < 50; i++) {
                    generator.answer(List.of(request(9, 1), request(20, 5), request(9, 4)));

                    assertThat(model.openTensors()).isZero();
                }
                return files;
            } catch (TranslateException e) {
                throw new AssertionError(e);
            }
        });
    }

    private ToyRepository repository() {
        return new ToyRepository(folder).with(ToyRepository.bigrams(COUNTING));
    }

    private static double share(List<InferenceResponse> answers, String text) {
        return answers.stream()
                        .filter(answer -> ((Generated) answer).text().equals(text))
                        .count()
                / (double) answers.size();
    }

    private static Generate request(int maxTokens, int... ids) {
        return new Generate("", ids, GenerationParameters.greedy(maxTokens));
    }

    private List<InferenceResponse> answers(float[][] logits, Generate... batch) {
        return answers(logits, List.of(batch));
    }

    private List<InferenceResponse> answers(float[][] logits, List<Generate> batch) {
        try (Model model = new ToyRepository(folder)
                .with(ToyRepository.bigrams(logits))
                .provider()
                .open()) {
            return model.client()
                    .infer(new ArrayList<InferenceRequest>(batch))
                    .join()
                    .responses();
        }
    }
}
