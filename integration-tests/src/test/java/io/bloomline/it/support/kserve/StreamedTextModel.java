package io.bloomline.it.support.kserve;

import static io.bloomline.inference.triton.proto.DataType.TYPE_BOOL;
import static io.bloomline.inference.triton.proto.DataType.TYPE_STRING;
import static io.bloomline.inference.triton.proto.DataType.TYPE_UINT32;
import static java.util.Locale.ROOT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.inference.Model;
import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Continues one prompt per request over a stream, with the inputs and outputs of Triton's vLLM backend. */
final class StreamedTextModel implements ServedModel {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Long> ONE = List.of(1L);

    private final Signature signature;
    private final Model model;
    private final Backend backend;

    StreamedTextModel(String name, Model model) {
        this.model = model;
        this.backend = new Backend(model);
        this.signature = new Signature(
                name,
                "1",
                "vllm",
                "",
                0,
                true,
                List.of(
                        Tensor.of("text_input", TYPE_STRING, 1),
                        Tensor.optional("stream", TYPE_BOOL, 1),
                        Tensor.optional("sampling_parameters", TYPE_STRING, 1),
                        Tensor.optional("exclude_input_in_output", TYPE_BOOL, 1),
                        Tensor.optional("return_finish_reason", TYPE_BOOL, 1),
                        Tensor.optional("return_num_input_tokens", TYPE_BOOL, 1),
                        Tensor.optional("return_num_output_tokens", TYPE_BOOL, 1)),
                List.of(
                        Tensor.of("text_output", TYPE_STRING, Tensor.VARIES),
                        Tensor.of("finish_reason", TYPE_STRING, Tensor.VARIES),
                        Tensor.of("num_input_tokens", TYPE_UINT32, 1),
                        Tensor.of("num_output_tokens", TYPE_UINT32, Tensor.VARIES)));
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public CompletableFuture<ModelInferResponse> answer(ModelInferRequest request) {
        RequestTensors tensors = new RequestTensors(request);
        String prompt = tensors.strings("text_input").get(0);
        GenerationParameters parameters = parameters(tensors);
        String before = tensors.flag("exclude_input_in_output") ? "" : prompt;
        return backend.write(List.of(prompt), List.of(parameters))
                .thenApply(texts -> response(tensors, prompt, before, texts.get(0)));
    }

    @Override
    public List<ModelInferResponse> parts(ModelInferRequest request, ModelInferResponse answer) {
        if (!new RequestTensors(request).flag("stream")) {
            return List.of(answer);
        }
        String text = answer.getRawOutputContents(0).substring(Integer.BYTES).toStringUtf8();
        List<ModelInferResponse> parts = new ArrayList<>();
        for (String word : text.split("(?<= )", -1)) {
            parts.add(answer.toBuilder()
                    .setRawOutputContents(0, Answers.stringBytes(List.of(word)))
                    .build());
        }
        return parts;
    }

    @Override
    public void close() {
        model.close();
    }

    private ModelInferResponse response(RequestTensors tensors, String prompt, String before, Generated text) {
        // The space is part of a model's first word; whoever wants the text alone takes it off.
        Answers answers = new Answers().strings("text_output", ONE, List.of(before + " " + text.text()));
        if (tensors.flag("return_finish_reason")) {
            answers.strings(
                    "finish_reason", ONE, List.of(text.finishReason().name().toLowerCase(ROOT)));
        }
        if (tensors.flag("return_num_input_tokens")) {
            answers.unsigned("num_input_tokens", model.tokenizer().encode(prompt).length);
        }
        if (tensors.flag("return_num_output_tokens")) {
            answers.unsigned("num_output_tokens", text.outputTokens());
        }
        return answers.response();
    }

    private static GenerationParameters parameters(RequestTensors tensors) {
        try {
            JsonNode given = JSON.readTree(
                    tensors.has("sampling_parameters")
                            ? tensors.strings("sampling_parameters").get(0)
                            : "{}");
            return new GenerationParameters(
                    given.path("max_tokens").asInt(16),
                    given.path("temperature").asDouble(1),
                    Math.max(0, given.path("top_k").asInt(0)),
                    given.path("top_p").asDouble(1),
                    given.path("seed").asLong(0));
        } catch (JsonProcessingException e) {
            throw Status.INTERNAL
                    .withDescription("Error generating stream: sampling_parameters can't be read")
                    .asRuntimeException();
        }
    }
}
