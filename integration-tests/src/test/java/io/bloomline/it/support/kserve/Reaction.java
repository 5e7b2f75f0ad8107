package io.bloomline.it.support.kserve;

import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.grpc.Status;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** What the server does about a call. */
@FunctionalInterface
public interface Reaction {

    /** Plays it. */
    void to(Exchange exchange);

    /** The model's own answer. */
    static Reaction answer() {
        return distorted(UnaryOperator.identity());
    }

    /** The model's answer, changed on the way; see {@link Distortions}. */
    static Reaction distorted(UnaryOperator<ModelInferResponse> change) {
        return exchange -> exchange.answer(change);
    }

    /** A refusal. */
    static Reaction fail(Status.Code code, String message) {
        return exchange -> exchange.fail(code.toStatus().withDescription(message));
    }

    /** No word, ever. */
    static Reaction silence() {
        return exchange -> {};
    }

    /** Something after a while. */
    static Reaction after(Duration delay, Reaction reaction) {
        return exchange -> exchange.later(delay, () -> reaction.to(exchange));
    }

    /** Over a stream, half of an answer and then an error. */
    static Reaction breakOff(String message) {
        return exchange -> exchange.breakOff(message);
    }

    /** Over a stream, an error that says nothing of whose it is. */
    static Reaction namelessError(String message) {
        return exchange -> exchange.sendNamelessError(message);
    }

    /** Over a stream, its end, and so that of whatever else is under way on it. */
    static Reaction endStream(Status.Code code, String message) {
        return exchange -> exchange.end(code.toStatus().withDescription(message));
    }

    /** Over a stream, an answer that nobody asked for, then the answer. */
    static Reaction strayFirst() {
        return exchange -> {
            exchange.send(ModelInferResponse.newBuilder()
                    .setModelName(exchange.call().model())
                    .setId("nobody-asked")
                    .build());
            exchange.answer(UnaryOperator.identity());
        };
    }

    /** Over a stream, the answer, and then all of it again. */
    static Reaction twice() {
        return exchange -> {
            exchange.answer(UnaryOperator.identity());
            exchange.answer(UnaryOperator.identity());
        };
    }
}
