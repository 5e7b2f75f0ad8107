package io.bloomline.it.support.kserve;

import static io.bloomline.inference.triton.proto.DataType.TYPE_FP32;
import static io.bloomline.inference.triton.proto.DataType.TYPE_INT32;
import static io.bloomline.inference.triton.proto.DataType.TYPE_INT64;
import static io.bloomline.inference.triton.proto.DataType.TYPE_STRING;

import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.Model;
import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Continues prompts, as the authors of Triton's python models often write it: in batches, one answer per call. */
final class TextModel implements ServedModel {

    private static final int MAX_TOKENS = 16;

    private final Signature signature;
    private final Model model;
    private final Backend backend;

    TextModel(String name, String version, Model model) {
        this.model = model;
        this.backend = new Backend(model);
        this.signature = new Signature(
                name,
                version,
                "python",
                "python",
                64,
                false,
                List.of(
                        Tensor.of("text_input", TYPE_STRING, 1),
                        Tensor.optional("max_tokens", TYPE_INT32, 1),
                        Tensor.optional("temperature", TYPE_FP32, 1),
                        Tensor.optional("top_k", TYPE_INT32, 1),
                        Tensor.optional("top_p", TYPE_FP32, 1),
                        Tensor.optional("seed", TYPE_INT64, 1)),
                List.of(Tensor.of("text_output", TYPE_STRING, 1)));
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public CompletableFuture<ModelInferResponse> answer(ModelInferRequest request) {
        RequestTensors tensors = new RequestTensors(request);
        List<String> prompts = tensors.strings("text_input");
        List<GenerationParameters> parameters = IntStream.range(0, prompts.size())
                .mapToObj(row -> parameters(tensors, row))
                .toList();
        return backend.write(prompts, parameters).thenApply(texts -> new Answers()
                .strings(
                        "text_output",
                        List.of((long) texts.size(), 1L),
                        texts.stream().map(text -> " " + text.text()).toList())
                .response());
    }

    @Override
    public void close() {
        model.close();
    }

    private static GenerationParameters parameters(RequestTensors tensors, int row) {
        return new GenerationParameters(
                tensors.has("max_tokens") ? tensors.integers("max_tokens").get(row) : MAX_TOKENS,
                tensors.has("temperature") ? tensors.floats("temperature").get(row) : 0,
                tensors.has("top_k") ? tensors.integers("top_k").get(row) : 0,
                tensors.has("top_p") ? tensors.floats("top_p").get(row) : 1,
                tensors.has("seed") ? tensors.longs("seed").get(row) : 0);
    }
}
