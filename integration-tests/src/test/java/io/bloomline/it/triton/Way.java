package io.bloomline.it.triton;

import io.bloomline.inference.triton.BindingOverrides;
import io.bloomline.inference.triton.CallSettings;
import io.bloomline.inference.triton.Role;
import io.bloomline.inference.triton.Secret;
import io.bloomline.inference.triton.TritonSettings;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.it.support.kserve.Toys;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A way to ask for answers, which depends on the model and on what a job file says of it. */
enum Way {
    /** Texts, a call for each batch. */
    CALLS(KServeServer.TEXT),
    /** Texts, all over one stream, on which errors are words. */
    STREAM(KServeServer.STREAMED_TEXT),
    /** The same for a user who has Triton end the stream with a status at each error. */
    STATUS_STREAM(KServeServer.STREAMED_TEXT),
    /** The same for a user who wants traces, so that each request has a stream to itself. */
    TRACED_STREAM(KServeServer.STREAMED_TEXT),
    /** Texts in the form of TensorRT-LLM's ensemble. */
    ENSEMBLE(KServeServer.ENSEMBLE),
    /** And where that answers in parts. */
    STREAMED_ENSEMBLE(KServeServer.STREAMED_ENSEMBLE),
    /** A vector per text. */
    VECTORS(KServeServer.VECTORS),
    /** A vector per token, of which one is made. */
    TOKEN_VECTORS(KServeServer.VECTORS);

    private final String model;

    Way(String model) {
        this.model = model;
    }

    String model() {
        return model;
    }

    boolean isStreamed() {
        return this == STREAM || this == STATUS_STREAM || this == TRACED_STREAM || this == STREAMED_ENSEMBLE;
    }

    boolean isOfVectors() {
        return this == VECTORS || this == TOKEN_VECTORS;
    }

    /** What a job says to have it this way. */
    TritonSettings settings(TritonSettings others) {
        return switch (this) {
            case STATUS_STREAM ->
                others.withConnection(others.connection().withHeader("triton_grpc_error", new Secret("true")));
            case TRACED_STREAM -> others.withCalls(traced(others.calls()));
            case TOKEN_VECTORS ->
                others.withTensors(new BindingOverrides(
                        Map.of(Role.OUTPUT, "last_hidden_state"), Map.of(), null, null, null, false));
            default -> others;
        };
    }

    /** Whether a server can say this. */
    boolean knows(BadDay day) {
        return switch (this) {
            case STREAM, TRACED_STREAM, STREAMED_ENSEMBLE -> day.isSaidOverStreams();
            case STATUS_STREAM -> day != BadDay.MODEL_BECAME_DECOUPLED;
            default -> true;
        };
    }

    /** How a call's rows show a text. */
    String row(String text) {
        return isOfVectors()
                ? IntStream.of(Tokens.of(text)).mapToObj(Integer::toString).collect(Collectors.joining(" "))
                : text;
    }

    /** What a toy answers to a text, as a fate has it. */
    Object answer(String text) {
        if (!isOfVectors()) {
            return Toys.textFor(text);
        }
        float[] vector = Toys.vectorFor(Tokens.of(text));
        double length = this == VECTORS ? 1 : Math.sqrt(square(vector));
        return IntStream.range(0, vector.length)
                .mapToObj(i -> (float) (vector[i] / length))
                .toList();
    }

    /** Whether this is that, but for the rounding of the last digits. */
    boolean isAnswer(Object answer, String text) {
        if (!isOfVectors()) {
            return answer.equals(answer(text));
        }
        List<?> numbers = (List<?>) answer;
        List<?> expected = (List<?>) answer(text);
        return numbers.size() == expected.size()
                && IntStream.range(0, numbers.size())
                        .allMatch(i -> Math.abs((Float) numbers.get(i) - (Float) expected.get(i)) < 1e-5f);
    }

    private static CallSettings traced(CallSettings calls) {
        return new CallSettings(
                calls.timeout(), calls.startupTimeout(), calls.grace(), calls.queueTimeout(), calls.priority(), true);
    }

    private static double square(float[] vector) {
        double sum = 0;
        for (float number : vector) {
            sum += number * number;
        }
        return sum;
    }
}
