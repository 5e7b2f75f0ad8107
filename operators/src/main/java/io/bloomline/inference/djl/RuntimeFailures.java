package io.bloomline.inference.djl;

import ai.onnxruntime.OrtException;
import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import java.util.Optional;
import java.util.stream.Stream;

/** Says of whatever went wrong while a batch was computed whose fault it is. */
final class RuntimeFailures {

    private RuntimeFailures() {}

    /**
     * The model is in this process, so nobody is away and nothing is overloaded: a batch that fails would fail again,
     * and what is left is that a request of it is at fault.
     */
    static FailureException of(Throwable thrown) {
        if (thrown instanceof FailureException failure) {
            return failure;
        }
        if (thrown instanceof OutOfMemoryError) {
            return outOfMemory(thrown);
        }
        Optional<OrtException> cause = Stream.iterate(thrown, t -> t != null, Throwable::getCause)
                .filter(OrtException.class::isInstance)
                .map(OrtException.class::cast)
                .findFirst();
        String message = cause.map(Throwable::getMessage).orElseGet(thrown::toString);
        if (message.contains("bad_alloc") || message.contains("Failed to allocate memory")) {
            return outOfMemory(thrown);
        }
        return new FailureException(
                Failure.rejected("model-refused", "The model could not compute this: " + message), thrown);
    }

    static FailureException notFinite() {
        return new FailureException(
                Failure.rejected("not-finite", "The model answered with numbers that are not finite."));
    }

    /** Rejected, so that the batch is halved until it fits. */
    private static FailureException outOfMemory(Throwable thrown) {
        return new FailureException(
                Failure.rejected(
                        "out-of-memory",
                        "There is not enough memory to compute this."
                                + " Lower batching.max-tokens, or give the process more memory."),
                thrown);
    }
}
