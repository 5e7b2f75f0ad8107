package io.bloomline.inference.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceRequest.Embed;
import io.bloomline.inference.InferenceRequest.Generate;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.schema.FinishReason;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that read and write text. */
class TextModelTest {

    private static final GenerationParameters SAMPLED = new GenerationParameters(8, 0.5, 40, 0.75, 7);

    private static InferenceRequest greedy(String text) {
        return new Generate(text, new int[text.length()], GenerationParameters.greedy(16));
    }

    private static InferenceRequest sampled(String text) {
        return new Generate(text, new int[text.length()], SAMPLED);
    }

    private static BindingOverrides named(Map<Role, String> tensors) {
        return new BindingOverrides(tensors, Map.of(), null, null, null, false);
    }

    private static BindingOverrides valued(Map<String, String> values) {
        return new BindingOverrides(Map.of(), values, null, null, null, false);
    }

    @Test
    void asksVllmForWhatComesAfterThePromptInOnePart() {
        ModelBinding binding = ServedModel.vllm().matchText();

        var request = binding.encode(List.of(greedy("Bonjour")), "id-1");

        assertThat(request.getModelName()).isEqualTo("m");
        assertThat(request.getId()).isEqualTo("id-1");
        assertThat(Asked.inputs(request))
                .containsExactly(
                        "text_input BYTES[1] = [Bonjour]",
                        "stream BOOL[1] = [false]",
                        "sampling_parameters BYTES[1] = [{\"max_tokens\":16,\"temperature\":0.0}]",
                        "exclude_input_in_output BOOL[1] = [true]",
                        "return_finish_reason BOOL[1] = [true]",
                        "return_num_output_tokens BOOL[1] = [true]");
        assertThat(Asked.outputs(request)).containsExactly("text_output", "finish_reason", "num_output_tokens");
        assertThat(binding.decoupled()).isTrue();
        assertThat(binding.maxBatchSize()).isEqualTo(1);
        assertThat(binding.needsTokens()).isFalse();
    }

    @Test
    void tellsVllmHowToSampleAndWhatTheJobFileAdds() {
        ModelBinding binding =
                ServedModel.vllm().matchText(valued(Map.of("sampling_parameters", "{\"repetition_penalty\": 1.5}")));

        assertThat(Asked.inputs(binding.encode(List.of(sampled("x")), "id")))
                .contains("sampling_parameters BYTES[1] = [{\"repetition_penalty\":1.5,\"max_tokens\":8,"
                        + "\"temperature\":0.5,\"top_p\":0.75,\"seed\":7,\"top_k\":40}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"temperature\": 1}", "{\"n\": 2}", "[]", "no json"})
    void refusesSamplingParametersThatTheTaskDecidesOn(String further) {
        refuses(() -> ServedModel.vllm().matchText(valued(Map.of("sampling_parameters", further))))
                .hasMessageContaining("model.inputs.sampling_parameters");
    }

    @Test
    void readsWhatVllmAnswers() {
        ModelBinding binding = ServedModel.vllm().matchText();

        var answers = binding.decode(
                List.of(greedy("Bonjour")),
                Answers.text(" le monde\n")
                        .add("finish_reason", "BYTES", Answers.bytes("length"), 1)
                        .add("num_output_tokens", "UINT32", Answers.bytes(16), 1)
                        .build());

        assertThat(answers).containsExactly(new Generated("le monde", 16, FinishReason.LENGTH));
    }

    @Test
    void joinsPartsThatSplitACharacter() {
        ModelBinding binding = ServedModel.vllm().matchText();

        var parts = List.of(
                Answers.answer()
                        .add("text_output", "BYTES", new byte[] {2, 0, 0, 0, 'd', (byte) 0xc3}, 1)
                        .add("finish_reason", "BYTES", Answers.bytes("None"), 1)
                        .add("num_output_tokens", "UINT32", Answers.bytes(1), 1)
                        .build(),
                Answers.answer()
                        .add("text_output", "BYTES", new byte[] {1, 0, 0, 0, (byte) 0xa9}, 1)
                        .add("finish_reason", "BYTES", Answers.bytes("stop"), 1)
                        .add("num_output_tokens", "UINT32", Answers.bytes(2), 1)
                        .build(),
                Answers.answer().build());

        assertThat(binding.decode(List.of(greedy("x")), parts))
                .containsExactly(new Generated("dé", 3, FinishReason.STOP));
    }

    @Test
    void asksTensorRtLlmForTheLikeliestTokenWithoutATemperatureOfZero() {
        ModelBinding binding = ServedModel.tensorRtLlm().matchText();

        assertThat(Asked.inputs(binding.encode(List.of(greedy("a"), greedy("b")), "id")))
                .containsExactly(
                        "text_input BYTES[2, 1] = [a, b]",
                        "max_tokens INT32[2, 1] = [16, 16]",
                        "top_k INT32[2, 1] = [1, 1]",
                        "stream BOOL[2, 1] = [false, false]");
        assertThat(binding.maxBatchSize()).isEqualTo(8);
    }

    @Test
    void asksTensorRtLlmForEachTextInItsOwnWay() {
        ModelBinding binding =
                ServedModel.tensorRtLlm().matchText(valued(Map.of("stop_words", "[\"\\n\", \"END\"]", "end_id", "2")));

        assertThat(Asked.inputs(binding.encode(List.of(greedy("a"), sampled("b")), "id")))
                .containsExactly(
                        "text_input BYTES[2, 1] = [a, b]",
                        "max_tokens INT32[2, 1] = [16, 8]",
                        "stop_words BYTES[2, 2] = [\n, END, \n, END]",
                        "end_id INT32[2, 1] = [2, 2]",
                        "top_k INT32[2, 1] = [1, 40]",
                        "top_p FP32[2, 1] = [1.0, 0.75]",
                        "temperature FP32[2, 1] = [1.0, 0.5]",
                        "random_seed UINT64[2, 1] = [0, 7]",
                        "stream BOOL[2, 1] = [false, false]");
    }

    @Test
    void readsTextsInAnyShapeThatHoldsOnePerRequest() {
        ModelBinding binding = ServedModel.tensorRtLlm().matchText();

        var response = Answers.answer()
                .add("text_output", "BYTES", Answers.bytes("one", "two"), 2, 1, 1)
                .build();

        assertThat(binding.decode(List.of(greedy("a"), greedy("b")), response))
                .containsExactly(
                        new Generated("one", Generated.UNCOUNTED, FinishReason.UNKNOWN),
                        new Generated("two", Generated.UNCOUNTED, FinishReason.UNKNOWN));
    }

    @Test
    void knowsTheNamesOfNewerTensorRtLlm() {
        ModelBinding binding = ServedModel.oneByOne()
                .input("text_input BYTES 1")
                .optional("streaming BOOL 1")
                .optional("sampling_param_max_tokens INT32 1")
                .optional("sampling_param_temperature FP32 1")
                .optional("sampling_param_top_k INT32 1")
                .optional("sampling_param_stop BYTES -1")
                .optional("sampling_param_exclude_input_from_output BOOL 1")
                .optional("return_finish_reason BOOL 1")
                .output("text_output BYTES -1")
                .output("finish_reason BYTES -1")
                .matchText();

        assertThat(Asked.inputs(binding.encode(List.of(greedy("a")), "id")))
                .containsExactly(
                        "text_input BYTES[1] = [a]",
                        "streaming BOOL[1] = [false]",
                        "sampling_param_max_tokens INT32[1] = [16]",
                        "sampling_param_top_k INT32[1] = [1]",
                        "sampling_param_exclude_input_from_output BOOL[1] = [true]",
                        "return_finish_reason BOOL[1] = [true]");
    }

    @ParameterizedTest
    @CsvSource({
        "prompt, generated_text",
        "TEXT, OUTPUT",
        "query, response",
        "text-input, text-output",
        "INPUT0, OUTPUT0"
    })
    void knowsTheTextOfAnAuthorsOwnModel(String input, String output) {
        ModelBinding binding = ServedModel.inBatchesOf(4)
                .input(input + " BYTES 1")
                .output(output + " BYTES 1")
                .matchText();

        var request = binding.encode(List.of(greedy("a"), greedy("b")), "id");

        assertThat(Asked.inputs(request)).containsExactly(input + " BYTES[2, 1] = [a, b]");
        assertThat(Asked.outputs(request)).containsExactly(output);
    }

    @Test
    void takesABatchDimensionThatIsThereWithoutBeingDeclared() {
        ModelBinding binding = ServedModel.oneByOne()
                .input("text BYTES -1 1")
                .output("answer BYTES -1 1")
                .matchText();

        assertThat(binding.maxBatchSize()).isEqualTo(Integer.MAX_VALUE);
        assertThat(Asked.inputs(binding.encode(List.of(greedy("a"), greedy("b")), "id")))
                .containsExactly("text BYTES[2, 1] = [a, b]");
    }

    @Test
    void sendsATemperatureOfZeroWhereNothingElseSaysGreedy() {
        ModelBinding binding = ServedModel.oneByOne()
                .input("prompt BYTES 1")
                .optional("max_new_tokens INT64 1")
                .optional("temperature FP64 1")
                .optional("top_p FP32 1")
                .output("text BYTES 1")
                .matchText();

        assertThat(Asked.inputs(binding.encode(List.of(greedy("a")), "id")))
                .containsExactly(
                        "prompt BYTES[1] = [a]", "max_new_tokens INT64[1] = [16]", "temperature FP64[1] = [0.0]");
    }

    @Test
    void refusesATemperatureThatTheModelCantBeTold() {
        ModelBinding binding = ServedModel.oneByOne()
                .input("text_input BYTES 1")
                .output("text_output BYTES 1")
                .matchText();

        refuses(() -> binding.encode(List.of(sampled("a")), "id")).hasMessageContaining("sets temperature");
    }

    @Test
    void followsTheNamesInTheJobFile() {
        ModelBinding binding = ServedModel.oneByOne()
                .input("a BYTES 1")
                .input("b BYTES 1")
                .input("c INT32 1")
                .output("d BYTES 1")
                .output("e BYTES 1")
                .matchText(new BindingOverrides(
                        Map.of(Role.INPUT, "b", Role.OUTPUT, "d", Role.FINISH_REASON, "e", Role.MAX_TOKENS, "c"),
                        Map.of("a", "always"),
                        null,
                        null,
                        null,
                        true));

        assertThat(Asked.inputs(binding.encode(List.of(greedy("x")), "id")))
                .containsExactly("a BYTES[1] = [always]", "b BYTES[1] = [x]", "c INT32[1] = [16]");
        assertThat(binding.decode(
                        List.of(greedy("x")),
                        Answers.answer()
                                .add("d", "BYTES", Answers.bytes("x and more"), 1)
                                .add("e", "BYTES", Answers.bytes("stop"), 1)
                                .build()))
                .containsExactly(new Generated("and more", Generated.UNCOUNTED, FinishReason.STOP));
    }

    @Test
    void showsTheSignatureOfAModelThatItDoesNotUnderstand() {
        refuses(() -> ServedModel.inBatchesOf(4)
                        .input("first BYTES 1")
                        .input("second BYTES 1")
                        .optional("k INT32 1")
                        .output("o BYTES 1")
                        .matchText())
                .hasMessageContaining("which of its inputs takes the text isn't clear")
                .hasMessageContaining("model.tensors.input")
                .hasMessageContaining("first BYTES[?, 1], second BYTES[?, 1], k INT32[?, 1] (optional)")
                .hasMessageContaining("o BYTES[?, 1]; batches of up to 4");
    }

    @Test
    void namesTheInputThatNobodyFills() {
        refuses(() -> ServedModel.oneByOne()
                        .input("text_input BYTES 1")
                        .input("lora INT32 1")
                        .output("text_output BYTES 1")
                        .matchText())
                .hasMessageContaining("nothing says what to put into its input lora INT32[1]")
                .hasMessageContaining("model.inputs.lora");
    }

    @Test
    void saysHowToServeAModelThatWritesTokens() {
        refuses(() -> ServedModel.inBatchesOf(4)
                        .input("input_ids INT64 -1")
                        .output("logits FP32 -1 100")
                        .matchText())
                .hasMessageContaining("vLLM")
                .hasMessageContaining("local:");
    }

    @ParameterizedTest
    @CsvSource({"MAX_TOKENS, text_input", "TEMPERATURE, nowhere", "OUTPUT, text_input", "MASK, max_tokens"})
    void refusesNamesInTheJobFileThatCantBe(Role role, String name) {
        refuses(() -> ServedModel.tensorRtLlm().matchText(named(Map.of(role, name))))
                .hasMessageContaining("model.tensors." + role.key());
    }

    @ParameterizedTest
    @CsvSource({"beam_width, many", "beam_width, 3000000000", "stream, 1", "nowhere, 1", "end_id, '[1, 2]'"})
    void refusesValuesInTheJobFileThatDoNotFit(String name, String value) {
        refuses(() -> ServedModel.tensorRtLlm().matchText(valued(Map.of(name, value))))
                .hasMessageContaining("model.inputs");
    }

    @Test
    void refusesAModelOfSequences() {
        refuses(() -> ServedModel.vllm().withSequences().matchText()).hasMessageContaining("sequence");
    }

    @Test
    void refusesToEmbedWithAModelThatWrites() {
        ModelBinding binding = ServedModel.vllm().matchText();

        refuses(() -> binding.encode(List.of(new Embed("x", new int[1])), "id")).hasMessageContaining("model.name");
    }

    @Test
    void refusesHalfASurrogatePairRatherThanSendAQuestionMark() {
        ModelBinding binding = ServedModel.vllm().matchText();

        assertThatThrownBy(() -> binding.encode(List.of(greedy("a\ud83d")), "id"))
                .asInstanceOf(InstanceOfAssertFactories.type(FailureException.class))
                .satisfies(thrown -> {
                    assertThat(thrown.failure().kind()).isEqualTo(FailureKind.REJECTED);
                    assertThat(thrown.failure().code()).isEqualTo("invalid-unicode");
                });
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> refuses(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(FailureException.class, thrown -> assertThat(
                        thrown.failure().kind())
                .isEqualTo(FailureKind.MISCONFIGURED));
    }
}
