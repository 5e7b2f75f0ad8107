package io.bloomline.inference.triton;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.bloomline.schema.FinishReason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads texts, and joins those that come in parts.
 *
 * @param output       the tensor of texts
 * @param finishReason the tensor that says why each text ended, if the model has one
 * @param outputTokens the tensor that says how many tokens each has, if the model has one
 * @param batched      whether tensors count rows in their first dimension
 * @param echoed       whether the prompt stands before the answer, to be cut off
 */
record TextReader(
        TensorSpec output,
        @Nullable TensorSpec finishReason,
        @Nullable TensorSpec outputTokens,
        boolean batched,
        boolean echoed)
        implements AnswerReader {

    @Override
    public List<TensorSpec> outputs() {
        return Stream.of(Optional.of(output), Optional.ofNullable(finishReason), Optional.ofNullable(outputTokens))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public List<InferenceResponse> read(List<InferenceRequest> batch, List<ModelInferResponse> parts) {
        List<Answer> answers = Stream.generate(Answer::new).limit(batch.size()).toList();
        boolean told = false;
        for (ModelInferResponse part : parts) {
            told |= add(part, answers);
        }
        if (!told) {
            throw parts.stream().allMatch(part -> part.getOutputsCount() == 0)
                    ? BadResponse.because("nothing")
                    : BadResponse.modelChanged(output, "no such tensor");
        }
        List<InferenceResponse> responses = new ArrayList<>(batch.size());
        for (int row = 0; row < batch.size(); row++) {
            responses.add(response(batch.get(row), answers.get(row)));
        }
        return responses;
    }

    /** Adds what a part holds; whether that is text. */
    private boolean add(ModelInferResponse part, List<Answer> answers) {
        Optional<List<byte[]>> texts = rows(part, output, answers).map(TensorReader::texts);
        Optional<List<byte[]>> reasons = rows(part, finishReason, answers).map(TensorReader::texts);
        Optional<long[]> counts = rows(part, outputTokens, answers).map(TensorReader::integers);
        for (int row = 0; row < answers.size(); row++) {
            Answer answer = answers.get(row);
            if (texts.isPresent()) {
                answer.text.writeBytes(texts.get().get(row));
            }
            if (reasons.isPresent()) {
                answer.reason = new String(reasons.get().get(row), StandardCharsets.UTF_8);
            }
            if (counts.isPresent()) {
                answer.tokens = Math.max(0, answer.tokens) + counts.get()[row];
            }
        }
        return texts.isPresent();
    }

    /** The tensor with an element for each request, if the part holds it. */
    private Optional<TensorReader> rows(ModelInferResponse part, @Nullable TensorSpec spec, List<Answer> answers) {
        return spec == null
                ? Optional.empty()
                : TensorReader.find(part, spec).map(tensor -> perRow(tensor, answers.size()));
    }

    private TensorReader perRow(TensorReader tensor, int rows) {
        AnswerReader.requireRows(tensor, batched, rows);
        if (tensor.count() != rows) {
            throw BadResponse.because(tensor + ", which is not one for each of " + rows);
        }
        return tensor;
    }

    private Generated response(InferenceRequest request, Answer answer) {
        String text = utf8(answer.text.toByteArray());
        if (echoed) {
            if (!text.startsWith(request.text())) {
                throw BadResponse.because(
                        "a text that doesn't begin with the prompt, although model.echoes-prompt says so");
            }
            text = text.substring(request.text().length());
        }
        if (answer.tokens > Integer.MAX_VALUE || answer.tokens < Generated.UNCOUNTED) {
            throw BadResponse.because("a text of " + answer.tokens + " tokens");
        }
        return new Generated(text.strip(), (int) answer.tokens, finishReason(answer.reason));
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw BadResponse.because("a text that is not valid UTF-8");
        }
    }

    /** Why a text ended, of the servers' words for it. */
    private static FinishReason finishReason(String reason) {
        return switch (reason) {
            case "stop", "eos", "stop_sequence" -> FinishReason.STOP;
            case "length", "max_tokens" -> FinishReason.LENGTH;
            case "abort", "cancelled", "timeout", "error" ->
                throw new FailureException(Failure.transientFailure(
                        "generation-broken-off",
                        "The server broke the text off before its end and calls it \"" + reason + "\"."));
            default -> FinishReason.UNKNOWN;
        };
    }

    /** What is known of one request's answer so far. */
    private static final class Answer {
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private String reason = "";
        private long tokens = Generated.UNCOUNTED;
    }
}
