package io.bloomline.it.support.kserve;

import static io.bloomline.inference.triton.proto.DataType.TYPE_BOOL;
import static io.bloomline.inference.triton.proto.DataType.TYPE_FP32;
import static io.bloomline.inference.triton.proto.DataType.TYPE_INT32;
import static io.bloomline.inference.triton.proto.DataType.TYPE_STRING;
import static io.bloomline.inference.triton.proto.DataType.TYPE_UINT64;

import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.inference.Model;
import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Continues prompts, with the inputs, outputs and manners of the ensemble that comes with TensorRT-LLM's backend. */
final class EnsembleModel implements ServedModel {

    private static final int MAX_BATCH_SIZE = 8;

    private final Signature signature;
    private final Model model;
    private final Backend backend;

    /** @param decoupled whether it is deployed to answer in parts */
    EnsembleModel(String name, boolean decoupled, Model model) {
        this.model = model;
        this.backend = new Backend(model);
        this.signature = new Signature(
                name,
                "1",
                "",
                "ensemble",
                MAX_BATCH_SIZE,
                decoupled,
                List.of(
                        Tensor.of("text_input", TYPE_STRING, 1),
                        Tensor.of("max_tokens", TYPE_INT32, 1),
                        Tensor.optional("bad_words", TYPE_STRING, Tensor.VARIES),
                        Tensor.optional("stop_words", TYPE_STRING, Tensor.VARIES),
                        Tensor.optional("exclude_input_in_output", TYPE_BOOL, 1),
                        Tensor.optional("end_id", TYPE_INT32, 1),
                        Tensor.optional("pad_id", TYPE_INT32, 1),
                        Tensor.optional("top_k", TYPE_INT32, 1),
                        Tensor.optional("top_p", TYPE_FP32, 1),
                        Tensor.optional("temperature", TYPE_FP32, 1),
                        Tensor.optional("length_penalty", TYPE_FP32, 1),
                        Tensor.optional("repetition_penalty", TYPE_FP32, 1),
                        Tensor.optional("random_seed", TYPE_UINT64, 1),
                        Tensor.optional("return_log_probs", TYPE_BOOL, 1),
                        Tensor.optional("beam_width", TYPE_INT32, 1),
                        Tensor.optional("stream", TYPE_BOOL, 1)),
                List.of(
                        Tensor.of("text_output", TYPE_STRING, Tensor.VARIES),
                        Tensor.of("cum_log_probs", TYPE_FP32, Tensor.VARIES),
                        Tensor.of("output_log_probs", TYPE_FP32, Tensor.VARIES, Tensor.VARIES),
                        Tensor.of("context_logits", TYPE_FP32, Tensor.VARIES, Tensor.VARIES),
                        Tensor.of("generation_logits", TYPE_FP32, Tensor.VARIES, Tensor.VARIES, Tensor.VARIES)));
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public CompletableFuture<ModelInferResponse> answer(ModelInferRequest request) {
        RequestTensors tensors = new RequestTensors(request);
        if (tensors.flag("stream") && !signature.decoupled()) {
            throw Status.INTERNAL
                    .withDescription("Streaming is only supported if model is deployed using decoupled mode.")
                    .asRuntimeException();
        }
        List<String> prompts = tensors.strings("text_input");
        List<GenerationParameters> parameters = IntStream.range(0, prompts.size())
                .mapToObj(row -> parameters(tensors, row))
                .toList();
        boolean echoes = !tensors.flag("exclude_input_in_output");
        return backend.write(prompts, parameters).thenApply(texts -> response(prompts, echoes, texts));
    }

    @Override
    public void close() {
        model.close();
    }

    private static ModelInferResponse response(List<String> prompts, boolean echoes, List<Generated> texts) {
        List<String> outputs = new ArrayList<>();
        for (int row = 0; row < texts.size(); row++) {
            outputs.add((echoes ? prompts.get(row) : "") + " " + texts.get(row).text());
        }
        return new Answers()
                .strings("text_output", List.of((long) texts.size(), 1L), outputs)
                .response();
    }

    /** The likeliest token when it is to choose among one; without a number it chooses among all. */
    private static GenerationParameters parameters(RequestTensors tensors, int row) {
        int maxTokens = tensors.integers("max_tokens").get(row);
        int topK = tensors.has("top_k") ? tensors.integers("top_k").get(row) : 0;
        return topK == 1
                ? GenerationParameters.greedy(maxTokens)
                : new GenerationParameters(
                        maxTokens,
                        tensors.has("temperature")
                                ? tensors.floats("temperature").get(row)
                                : 1,
                        topK,
                        tensors.has("top_p") ? tensors.floats("top_p").get(row) : 1,
                        tensors.has("random_seed")
                                ? tensors.longs("random_seed").get(row)
                                : 0);
    }
}
