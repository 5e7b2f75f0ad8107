package io.bloomline.it.support.kserve;

import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.grpc.Metadata;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One request for answers, as it came in.
 *
 * @param number   how many came before it
 * @param request  what was asked
 * @param streamed whether it came over a stream
 * @param headers  what came with it, or with its stream
 * @param timeLeft until its deadline, or null when it has none
 */
public record Call(
        int number, ModelInferRequest request, boolean streamed, Metadata headers, @Nullable Duration timeLeft) {

    /** The rows of the batch: each a text, or token ids without padding such as {@code 17 4 2}. */
    public List<String> rows() {
        RequestTensors tensors = new RequestTensors(request);
        if (tensors.has("text_input")) {
            return tensors.strings("text_input");
        }
        int width = tensors.shape("input_ids").get(1).intValue();
        List<Long> ids = tensors.longs("input_ids");
        List<Long> mask = tensors.longs("attention_mask");
        return IntStream.range(0, ids.size() / width)
                .mapToObj(row -> IntStream.range(row * width, (row + 1) * width)
                        .filter(place -> mask.get(place) == 1)
                        .mapToObj(place -> ids.get(place).toString())
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    public String model() {
        return request.getModelName();
    }

    /** Value of a header, or null when there is none of that name. */
    public @Nullable String header(String name) {
        return headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
    }
}
