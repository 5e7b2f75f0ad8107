package io.bloomline.it.triton;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.triton.BindingOverrides;
import io.bloomline.inference.triton.TritonSettings;
import io.bloomline.inference.triton.proto.ModelInferRequest.InferInputTensor;
import io.bloomline.inference.triton.proto.ModelInferRequest.InferRequestedOutputTensor;
import io.bloomline.it.support.kserve.Call;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.it.support.kserve.KServeServer.Options;
import io.bloomline.it.support.kserve.Toys;
import io.bloomline.it.triton.Fate.Answered;
import io.bloomline.preparation.Task;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to a model in the form of TensorRT-LLM's ensemble, and what is made of its answers. */
class EnsembleIT {

    private static final List<String> TEXTS =
            IntStream.range(0, 8).mapToObj(i -> "text number " + i).toList();

    private final KServeServer server = KServeServer.ofToys(Options.PLAIN);

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {KServeServer.ENSEMBLE, KServeServer.STREAMED_ENSEMBLE})
    void asksForTheLikeliestTextWithoutThePrompt(String model) {
        assertAllAnswered(fates(model, Served.SETTINGS, GenerationParameters.greedy(32)));
        assertThat(server.calls()).isNotEmpty().allSatisfy(call -> {
            assertThat(inputs(call))
                    .containsExactly("text_input", "max_tokens", "exclude_input_in_output", "top_k", "stream");
            assertThat(outputs(call)).containsExactly("text_output");
        });
    }

    @Test
    void sendsWholeBatchesWhereItAnswersAtOnce() {
        assertAllAnswered(fates(KServeServer.ENSEMBLE, Served.SETTINGS, GenerationParameters.greedy(32)));
        assertThat(server.calls()).hasSizeLessThan(TEXTS.size());
        assertThat(largest().request().getInputs(0).getShapeList()).hasSize(2).endsWith(1L);
    }

    @Test
    void tellsItHowToSample() {
        GenerationParameters sampled = new GenerationParameters(32, 0.7, 40, 0.9, 7);
        assertAllAnswered(fates(KServeServer.ENSEMBLE, Served.SETTINGS, sampled));
        assertThat(inputs(largest())).contains("top_k", "top_p", "temperature", "random_seed");
    }

    @Test
    void sendsEachRowWhatTheJobFileSaysOfFurtherInputs() {
        TritonSettings settings = Served.SETTINGS.withTensors(new BindingOverrides(
                Map.of(), Map.of("stop_words", "[\"END\", \"STOP\"]", "end_id", "2"), null, null, null, false));
        assertAllAnswered(fates(KServeServer.ENSEMBLE, settings, GenerationParameters.greedy(32)));
        Call call = largest();
        InferInputTensor words = call.request().getInputsList().stream()
                .filter(input -> input.getName().equals("stop_words"))
                .findFirst()
                .orElseThrow();
        assertThat(words.getShapeList()).containsExactly((long) call.rows().size(), 2L);
        assertThat(inputs(call)).contains("end_id");
    }

    private Map<String, Fate> fates(String model, TritonSettings settings, GenerationParameters parameters) {
        try (Documents documents = new Documents(
                Served.model(model, settings, server.port()), new Task.Generate("{text}", parameters), 8)) {
            return documents.send(TEXTS).fates();
        }
    }

    private Call largest() {
        return server.calls().stream()
                .max(Comparator.comparing(call -> call.rows().size()))
                .orElseThrow();
    }

    private static List<String> inputs(Call call) {
        return call.request().getInputsList().stream()
                .map(InferInputTensor::getName)
                .toList();
    }

    private static List<String> outputs(Call call) {
        return call.request().getOutputsList().stream()
                .map(InferRequestedOutputTensor::getName)
                .toList();
    }

    private static void assertAllAnswered(Map<String, Fate> fates) {
        assertThat(fates).hasSameSizeAs(TEXTS).allSatisfy((text, fate) -> assertThat(fate)
                .isInstanceOfSatisfying(Answered.class, answered -> assertThat(answered.answer())
                        .isEqualTo(Toys.textFor(text))));
    }
}
