package io.bloomline.inference.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceRequest.Embed;
import io.bloomline.inference.InferenceRequest.Generate;
import io.bloomline.inference.InferenceResponse.Embedded;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.inference.triton.proto.InferTensorContents;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.bloomline.inference.triton.proto.ModelInferResponse.InferOutputTensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that can't be true. */
class ResponseChecksTest {

    private static final String SECRET = "the text of a document";

    private static final List<InferenceRequest> TWO_TEXTS =
            List.of(new Embed("a", new int[] {7}), new Embed("b", new int[] {8, 9}));
    private static final List<InferenceRequest> TWO_PROMPTS = List.of(
            new Generate(SECRET, new int[] {7}, GenerationParameters.greedy(4)),
            new Generate(SECRET, new int[] {8}, GenerationParameters.greedy(4)));

    private final ModelBinding vectors = ServedModel.bloomNanoEmbedding().matchVectors();
    private final ModelBinding tokenVectors = ServedModel.inBatchesOf(4)
            .input("input_ids INT64 -1")
            .input("attention_mask INT64 -1")
            .output("last_hidden_state FP32 -1 2")
            .matchVectors();
    private final ModelBinding texts = ServedModel.inBatchesOf(4)
            .input("text_input BYTES 1")
            .output("text_output BYTES 1")
            .output("finish_reason BYTES 1")
            .output("num_output_tokens INT32 1")
            .matchText();

    /** Two vectors of four numbers were asked for. */
    enum BadVectors {
        TOO_FEW_ROWS(Answers.floats("sentence_embedding", new float[4], 1, 4)),
        TOO_MANY_ROWS(Answers.floats("sentence_embedding", new float[12], 3, 4)),
        ROWS_AND_COLUMNS_SWAPPED(Answers.floats("sentence_embedding", new float[8], 4, 2)),
        NO_BATCH_DIMENSION(Answers.floats("sentence_embedding", new float[8], 8)),
        A_VECTOR_PER_TOKEN(Answers.floats("sentence_embedding", new float[16], 2, 2, 4)),
        NO_SHAPE(Answers.floats("sentence_embedding", new float[1])),
        EMPTY_VECTORS(Answers.floats("sentence_embedding", new float[0], 2, 0)),
        FEWER_BYTES_THAN_THE_SHAPE_SAYS(Answers.floats("sentence_embedding", new float[7], 2, 4)),
        MORE_BYTES_THAN_THE_SHAPE_SAYS(Answers.floats("sentence_embedding", new float[9], 2, 4)),
        BYTES_THAT_ARE_NO_FLOATS(Answers.answer().add("sentence_embedding", "FP32", new byte[31], 2, 4)),
        A_NEGATIVE_DIMENSION(Answers.floats("sentence_embedding", new float[8], -2, -4)),
        DIMENSIONS_BEYOND_ALL_NUMBERS(Answers.floats("sentence_embedding", new float[8], 1L << 32, 1L << 32, 8)),
        NOTHING(Answers.answer());

        private final ModelInferResponse response;

        BadVectors(Answers answers) {
            response = answers.build();
        }
    }

    @ParameterizedTest
    @EnumSource
    void rejectsVectorsThatDoNotFitTheBatch(BadVectors bad) {
        assertThat(failure(vectors, TWO_TEXTS, bad.response).code()).isEqualTo("bad-response");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void rejectsANumberThatIsNone(float number) {
        Failure pooled = failure(
                vectors,
                TWO_TEXTS,
                Answers.floats("sentence_embedding", new float[] {1, 2, 3, 4, 5, number, 7, 8}, 2, 4)
                        .build());
        Failure unpooled = failure(
                tokenVectors,
                TWO_TEXTS,
                Answers.floats("last_hidden_state", new float[] {1, 2, 3, 4, 5, number, 7, 8}, 2, 2, 2)
                        .build());

        assertThat(pooled.code()).isEqualTo("not-finite");
        assertThat(pooled.kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(unpooled.code()).isEqualTo("not-finite");
    }

    @Test
    void doesNotLookAtTheVectorsOfFilling() {
        var response = Answers.floats(
                        "last_hidden_state", new float[] {1, 0, Float.NaN, Float.NaN, 0, 1, 0, 1}, 2, 2, 2)
                .build();

        assertThat(tokenVectors.decode(TWO_TEXTS, response)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3})
    void rejectsVectorsOfMoreOrFewerTokensThanWereSent(long tokens) {
        var response = Answers.floats("last_hidden_state", new float[(int) (2 * tokens * 2)], 2, tokens, 2)
                .build();

        assertThat(failure(tokenVectors, TWO_TEXTS, response).code()).isEqualTo("bad-response");
    }

    @Test
    void rejectsTwoVectorsInTwoParts() {
        var part = Answers.floats("sentence_embedding", new float[8], 2, 4).build();

        FailureException thrown =
                catchThrowableOfType(FailureException.class, () -> vectors.decode(TWO_TEXTS, List.of(part, part)));

        assertThat(thrown.failure().code()).isEqualTo("bad-response");
    }

    /** Two texts were asked for. */
    enum BadTexts {
        TOO_FEW(Answers.text("one")),
        TOO_MANY(Answers.text("one", "two", "three")),
        FEWER_BYTES_THAN_A_LENGTH_SAYS(
                Answers.answer().add("text_output", "BYTES", new byte[] {0, 0, 0, 0, 2, 0, 0, 0, 'x'}, 2)),
        A_NEGATIVE_LENGTH(Answers.answer().add("text_output", "BYTES", new byte[] {-1, -1, -1, -1, 0, 0, 0, 0}, 2)),
        HALF_A_LENGTH(Answers.answer().add("text_output", "BYTES", new byte[] {0, 0, 0, 0, 0, 0}, 2)),
        BYTES_LEFT_OVER(Answers.answer().add("text_output", "BYTES", new byte[9], 2)),
        MORE_TEXTS_THAN_BYTES(Answers.answer().add("text_output", "BYTES", new byte[8], 2, 1 << 30)),
        NOT_UTF8(Answers.answer().add("text_output", "BYTES", new byte[] {1, 0, 0, 0, (byte) 0xc3, 0, 0, 0, 0}, 2)),
        A_REASON_TOO_FEW(Answers.text("one", "two").add("finish_reason", "BYTES", Answers.bytes("stop"), 1)),
        NEGATIVE_TOKENS(Answers.text("one", "two").add("num_output_tokens", "INT32", Answers.bytes(-2, -7), 2)),
        NOTHING(Answers.answer());

        private final ModelInferResponse response;

        BadTexts(Answers answers) {
            response = answers.build();
        }
    }

    @ParameterizedTest
    @EnumSource
    void rejectsTextsThatDoNotFitTheBatch(BadTexts bad) {
        Failure failure = failure(texts, TWO_PROMPTS, bad.response);

        assertThat(failure.kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(failure.code()).isEqualTo("bad-response");
        assertThat(failure.message()).doesNotContain(SECRET);
    }

    @Test
    void rejectsTensorsWhoseContentsAreMissing() {
        var response = Answers.text("one", "two").build().toBuilder()
                .addOutputs(
                        InferOutputTensor.newBuilder().setName("finish_reason").setDatatype("BYTES"))
                .build();

        assertThat(failure(texts, TWO_PROMPTS, response).code()).isEqualTo("bad-response");
    }

    @Test
    void stopsTheJobWhenTheModelIsNoLongerWhatItSaidItIs() {
        Failure otherType = failure(
                vectors,
                TWO_TEXTS,
                Answers.answer()
                        .add("sentence_embedding", "FP64", new byte[64], 2, 4)
                        .build());
        Failure otherTensor = failure(
                vectors,
                TWO_TEXTS,
                Answers.floats("vectors", new float[8], 2, 4).build());
        Failure otherText = failure(
                texts,
                TWO_PROMPTS,
                Answers.answer()
                        .add("text", "BYTES", Answers.bytes("one", "two"), 2)
                        .build());

        assertThat(List.of(otherType, otherTensor, otherText)).allSatisfy(failure -> {
            assertThat(failure.kind()).isEqualTo(FailureKind.MISCONFIGURED);
            assertThat(failure.code()).isEqualTo("model-changed");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"abort", "cancelled", "timeout", "error"})
    void triesAgainWhenTheServerBrokeATextOff(String reason) {
        var response = Answers.text("one", "tw")
                .add("finish_reason", "BYTES", Answers.bytes("stop", reason), 2)
                .build();

        assertThat(failure(texts, TWO_PROMPTS, response).kind()).isEqualTo(FailureKind.TRANSIENT);
    }

    @Test
    void rejectsAnAnswerThatDoesNotRepeatThePromptWhereTheModelIsSaidTo() {
        ModelBinding echoing = ServedModel.inBatchesOf(4)
                .input("text_input BYTES 1")
                .output("text_output BYTES 1")
                .matchText(new BindingOverrides(java.util.Map.of(), java.util.Map.of(), null, null, null, true));

        Failure failure =
                failure(echoing, TWO_PROMPTS, Answers.text("one", "two").build());

        assertThat(failure.code()).isEqualTo("bad-response");
        assertThat(failure.message()).contains("model.echoes-prompt").doesNotContain(SECRET);
    }

    @Test
    void readsTheTypedContentsOfServersThatUseThem() {
        var vector = InferOutputTensor.newBuilder()
                .setName("sentence_embedding")
                .setDatatype("FP32")
                .addShape(2)
                .addShape(4)
                .setContents(
                        InferTensorContents.newBuilder().addAllFp32Contents(List.of(1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f)));
        var text = InferOutputTensor.newBuilder()
                .setName("text_output")
                .setDatatype("BYTES")
                .addShape(2)
                .setContents(InferTensorContents.newBuilder()
                        .addBytesContents(ByteString.copyFromUtf8("één"))
                        .addBytesContents(ByteString.EMPTY));
        var count = InferOutputTensor.newBuilder()
                .setName("num_output_tokens")
                .setDatatype("INT32")
                .addShape(2)
                .setContents(InferTensorContents.newBuilder().addIntContents(3).addIntContents(0));

        var vectorAnswers = vectors.decode(
                TWO_TEXTS, ModelInferResponse.newBuilder().addOutputs(vector).build());
        var textAnswers = texts.decode(
                TWO_PROMPTS,
                ModelInferResponse.newBuilder()
                        .addOutputs(text)
                        .addOutputs(count)
                        .build());

        assertThat(((Embedded) vectorAnswers.get(1)).vector()).containsExactly(5, 6, 7, 8);
        assertThat(textAnswers).map(answer -> ((Generated) answer).text()).containsExactly("één", "");
        assertThat(textAnswers)
                .map(answer -> ((Generated) answer).outputTokens())
                .containsExactly(3, 0);
    }

    private static Failure failure(ModelBinding binding, List<InferenceRequest> batch, ModelInferResponse response) {
        return catchThrowableOfType(FailureException.class, () -> binding.decode(batch, response))
                .failure();
    }
}
