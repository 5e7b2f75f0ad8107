package io.bloomline.inference.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceRequest.Embed;
import io.bloomline.inference.InferenceResponse.Embedded;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that make vectors. */
class VectorModelTest {

    private static final InferenceRequest SHORT = new Embed("a", new int[] {7});
    private static final InferenceRequest LONG = new Embed("b", new int[] {8, 9});

    private static BindingOverrides laidOut(
            @Nullable Padding padding, @Nullable Pooling pooling, @Nullable Integer pad) {
        return new BindingOverrides(Map.of(), Map.of(), padding, pooling, pad, false);
    }

    private static List<float[]> vectors(ModelBinding binding, ModelInferResponse response) {
        return binding.decode(List.of(SHORT, LONG), response).stream()
                .map(answer -> ((Embedded) answer).vector())
                .toList();
    }

    @Test
    void sendsTokensFilledUpToTheLongestText() {
        ModelBinding binding = ServedModel.bloomNanoEmbedding().matchVectors();

        var request = binding.encode(List.of(SHORT, LONG), "id");

        assertThat(Asked.inputs(request))
                .containsExactly("input_ids INT64[2, 2] = [7, 0, 8, 9]", "attention_mask INT64[2, 2] = [1, 0, 1, 1]");
        assertThat(Asked.outputs(request)).containsExactly("sentence_embedding");
        assertThat(binding.needsTokens()).isTrue();
        assertThat(binding.maxBatchSize()).isEqualTo(64);
        assertThat(binding.decoupled()).isFalse();
    }

    @Test
    void fillsUpOnTheLeftWithTheModelsOwnIdWhenToldSo() {
        ModelBinding binding = ServedModel.inBatchesOf(4)
                .input("input_ids INT32 -1")
                .input("attention_mask INT32 -1")
                .input("token_type_ids INT32 -1")
                .input("position_ids INT64 -1")
                .output("embedding FP32 -1")
                .matchVectors(laidOut(Padding.LEFT, null, 3));

        assertThat(Asked.inputs(binding.encode(List.of(SHORT, LONG), "id")))
                .containsExactly(
                        "input_ids INT32[2, 2] = [3, 7, 8, 9]",
                        "attention_mask INT32[2, 2] = [0, 1, 1, 1]",
                        "token_type_ids INT32[2, 2] = [0, 0, 0, 0]",
                        "position_ids INT64[2, 2] = [0, 0, 0, 1]");
    }

    @Test
    void readsTheVectorOfEachText() {
        ModelBinding binding = ServedModel.bloomNanoEmbedding().matchVectors();

        assertThat(vectors(
                        binding,
                        Answers.floats("sentence_embedding", new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 4)
                                .build()))
                .containsExactly(new float[] {1, 2, 3, 4}, new float[] {5, 6, 7, 8});
    }

    @ParameterizedTest
    @CsvSource({
        "MEAN, RIGHT, 0.6, 0.8, 0.6, 0.8",
        "FIRST, RIGHT, 0.6, 0.8, 1, 0",
        "LAST, RIGHT, 0.6, 0.8, -0.28, 0.96",
        "MEAN, LEFT, 0, 1, 0.6, 0.8",
        "FIRST, LEFT, 0, 1, 1, 0",
        "LAST, LEFT, 0, 1, -0.28, 0.96"
    })
    void makesOneVectorOfThoseOfTheTokens(Pooling pooling, Padding padding, float a, float b, float c, float d) {
        ModelBinding binding = ServedModel.inBatchesOf(4)
                .input("input_ids INT64 -1")
                .input("attention_mask INT64 -1")
                .output("last_hidden_state FP32 -1 2")
                .matchVectors(laidOut(padding, pooling, null));

        // The first text has one token: (3, 4) if it stands on the left, (0, 9) if on the right. The second has (1, 0)
        // and
        // (-0.28, 0.96), whose sum is (0.72, 0.96).
        var response = Answers.floats("last_hidden_state", new float[] {3, 4, 0, 9, 1, 0, -0.28f, 0.96f}, 2, 2, 2)
                .build();

        List<float[]> vectors = vectors(binding, response);
        assertThat(vectors.get(0)).containsExactly(new float[] {a, b}, within(1e-6f));
        assertThat(vectors.get(1)).containsExactly(new float[] {c, d}, within(1e-6f));
    }

    @Test
    void sendsTextsOneByOneToAModelThatCantTellFillingFromText() {
        ServedModel model =
                ServedModel.inBatchesOf(4).input("input_ids INT64 -1").output("embedding FP32 2");

        assertThat(model.matchVectors().maxBatchSize()).isEqualTo(1);
        assertThat(model.matchVectors(laidOut(null, null, 0)).maxBatchSize()).isEqualTo(4);
    }

    @Test
    void fillsUpToTheLengthThatAModelInsistsOn() {
        ModelBinding binding = ServedModel.inBatchesOf(4)
                .input("input_ids INT64 3")
                .input("attention_mask BOOL 3")
                .output("embedding FP32 2")
                .matchVectors();

        assertThat(Asked.inputs(binding.encode(List.of(SHORT), "id")))
                .containsExactly(
                        "input_ids INT64[1, 3] = [7, 0, 0]", "attention_mask BOOL[1, 3] = [true, false, false]");
        assertThatThrownBy(() -> binding.encode(List.of(new Embed("c", new int[4])), "id"))
                .hasMessageContaining("4 tokens")
                .hasMessageContaining("room for 3");
    }

    @Test
    void refusesALengthThatCantBeFilledUnseen() {
        misconfigured(() -> ServedModel.inBatchesOf(4)
                .input("input_ids INT64 3")
                .output("embedding FP32 2")
                .matchVectors());
    }

    @ParameterizedTest
    @CsvSource({
        "input_ids INT64 -1, sentence_embedding FP32 4, [2]",
        "input_ids INT64 1 -1, sentence_embedding FP32 1 4, '[1, 2]'",
        "input_ids INT64 -1, sentence_embedding FP32 -1 4, [2]"
    })
    void sendsOneTextPerCallToAModelWithoutBatchDimension(String input, String output, String shape) {
        ModelBinding binding =
                ServedModel.oneByOne().input(input).output(output).matchVectors();

        assertThat(binding.maxBatchSize()).isEqualTo(1);
        assertThat(Asked.inputs(binding.encode(List.of(LONG), "id")))
                .containsExactly("input_ids INT64" + shape + " = [8, 9]");
        assertThat(binding.decode(
                        List.of(LONG),
                        Answers.floats("sentence_embedding", new float[] {1, 2, 3, 4}, 1, 4)
                                .build()))
                .hasSize(1);
    }

    @Test
    void poolsTheTokensOfAModelWithoutBatchDimension() {
        ModelBinding binding = ServedModel.oneByOne()
                .input("input_ids INT64 1 -1")
                .output("last_hidden_state FP32 1 -1 2")
                .matchVectors(laidOut(null, Pooling.LAST, null));

        var answer = binding.decode(
                List.of(LONG),
                Answers.floats("last_hidden_state", new float[] {1, 0, 0, 2}, 1, 2, 2)
                        .build());

        assertThat(((Embedded) answer.get(0)).vector()).containsExactly(0, 1);
    }

    @Test
    void takesABatchDimensionThatIsThereWithoutBeingDeclared() {
        ModelBinding binding = ServedModel.oneByOne()
                .input("input_ids INT64 -1 -1")
                .input("attention_mask INT64 -1 -1")
                .output("last_hidden_state FP32 -1 -1 2")
                .matchVectors();

        assertThat(binding.maxBatchSize()).isEqualTo(Integer.MAX_VALUE);
        assertThat(Asked.inputs(binding.encode(List.of(SHORT, LONG), "id")))
                .contains("attention_mask INT64[2, 2] = [1, 0, 1, 1]");
    }

    @Test
    void sendsTextsToAModelThatTokenizes() {
        ModelBinding binding = ServedModel.inBatchesOf(4)
                .input("TEXT BYTES 1")
                .output("embeddings FP32 4")
                .matchVectors();

        assertThat(Asked.inputs(binding.encode(List.of(SHORT, LONG), "id")))
                .containsExactly("TEXT BYTES[2, 1] = [a, b]");
        assertThat(binding.needsTokens()).isFalse();
    }

    @Test
    void refusesATextWithoutTokens() {
        ModelBinding binding = ServedModel.bloomNanoEmbedding().matchVectors();

        assertThatThrownBy(() -> binding.encode(List.of(SHORT, new Embed("", new int[0])), "id"))
                .isInstanceOfSatisfying(FailureException.class, thrown -> {
                    assertThat(thrown.failure().kind()).isEqualTo(FailureKind.REJECTED);
                    assertThat(thrown.failure().code()).isEqualTo("no-tokens");
                });
    }

    @Test
    void refusesAModelThatMakesNoVectors() {
        misconfigured(() -> ServedModel.vllm()
                .matchVectors(
                        new BindingOverrides(Map.of(Role.OUTPUT, "text_output"), Map.of(), null, null, null, false)));
        misconfigured(() -> ServedModel.inBatchesOf(4)
                .input("input_ids INT64 -1")
                .output("image FP32 3 8 8")
                .matchVectors());
    }

    private static void misconfigured(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(FailureException.class, thrown -> assertThat(
                        thrown.failure().kind())
                .isEqualTo(FailureKind.MISCONFIGURED));
    }
}
