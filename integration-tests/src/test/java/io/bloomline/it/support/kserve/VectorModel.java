package io.bloomline.it.support.kserve;

import static io.bloomline.inference.triton.proto.DataType.TYPE_FP32;
import static io.bloomline.inference.triton.proto.DataType.TYPE_INT64;

import io.bloomline.inference.InferenceResponse.Embedded;
import io.bloomline.inference.Model;
import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelInferRequest.InferRequestedOutputTensor;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes vectors of token ids, as a model exported to ONNX does: one per text, and one per token. */
final class VectorModel implements ServedModel {

    /** What stands where a text has been padded: whoever takes it for part of the text gets a wrong vector. */
    private static final float PADDING = 9;

    private final Signature signature;
    private final Model model;
    private final Backend backend;
    private final int dimensions;

    VectorModel(String name, Model model) {
        this.model = model;
        this.backend = new Backend(model);
        this.dimensions = backend.embed(List.of(new int[] {4})).join().get(0).vector().length;
        this.signature = new Signature(
                name,
                "1",
                "onnxruntime",
                "onnxruntime_onnx",
                64,
                false,
                List.of(
                        Tensor.of("input_ids", TYPE_INT64, Tensor.VARIES),
                        Tensor.of("attention_mask", TYPE_INT64, Tensor.VARIES)),
                List.of(
                        Tensor.of("last_hidden_state", TYPE_FP32, Tensor.VARIES, dimensions),
                        Tensor.of("sentence_embedding", TYPE_FP32, dimensions)));
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public CompletableFuture<ModelInferResponse> answer(ModelInferRequest request) {
        RequestTensors tensors = new RequestTensors(request);
        List<Long> shape = tensors.shape("input_ids");
        int rows = shape.get(0).intValue();
        int width = shape.get(1).intValue();
        long[] ids = unboxed(tensors.longs("input_ids"));
        long[] mask = unboxed(tensors.longs("attention_mask"));
        List<int[]> texts = IntStream.range(0, rows)
                .mapToObj(row -> IntStream.range(row * width, (row + 1) * width)
                        .filter(place -> mask[place] == 1)
                        .map(place -> (int) ids[place])
                        .toArray())
                .toList();
        Set<String> wanted = request.getOutputsList().stream()
                .map(InferRequestedOutputTensor::getName)
                .collect(Collectors.toSet());
        return backend.embed(texts).thenApply(vectors -> {
            Answers answers = new Answers();
            if (wanted.isEmpty() || wanted.contains("last_hidden_state")) {
                answers.floats(
                        "last_hidden_state",
                        List.of((long) rows, (long) width, (long) dimensions),
                        perToken(vectors, mask, width));
            }
            if (wanted.isEmpty() || wanted.contains("sentence_embedding")) {
                answers.floats("sentence_embedding", List.of((long) rows, (long) dimensions), perText(vectors));
            }
            return answers.response();
        });
    }

    @Override
    public void close() {
        model.close();
    }

    /** Each token has its text's vector, so that their mean is that again. */
    private float[] perToken(List<Embedded> vectors, long[] mask, int width) {
        float[] numbers = new float[mask.length * dimensions];
        Arrays.fill(numbers, PADDING);
        for (int place = 0; place < mask.length; place++) {
            if (mask[place] == 1) {
                System.arraycopy(vectors.get(place / width).vector(), 0, numbers, place * dimensions, dimensions);
            }
        }
        return numbers;
    }

    private float[] perText(List<Embedded> vectors) {
        float[] numbers = new float[vectors.size() * dimensions];
        for (int row = 0; row < vectors.size(); row++) {
            System.arraycopy(vectors.get(row).vector(), 0, numbers, row * dimensions, dimensions);
        }
        return numbers;
    }

    private static long[] unboxed(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }
}
