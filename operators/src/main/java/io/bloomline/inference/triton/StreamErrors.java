package io.bloomline.inference.triton;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.grpc.Status;

/**
 * Says whose fault an error on a stream is, where one request's comes as words without a status, and a status ends all.
 *
 * @param statuses knows what a status means
 */
record StreamErrors(StatusClassifier statuses) {

    /** What one request ended with, whose status is guessed from the words. */
    FailureException ofRequest(String text) {
        return statuses.classify(
                guess(Words.of(Status.UNKNOWN.withDescription(text))).withDescription(text));
    }

    /**
     * What all requests on a stream ended with when it did. Where that names a request as guilty, nobody knows which, so
     * each may be innocent.
     */
    FailureException ofStream(Status status) {
        FailureException ended = statuses.classify(status);
        Failure failure = ended.failure();
        return failure.kind() == FailureKind.REJECTED && !StatusClassifier.mayBeAnothers(failure)
                ? new FailureException(Failure.rejected(StatusClassifier.STREAM_FAILED, failure.message()), ended)
                : ended;
    }

    private static Status guess(Words words) {
        if (words.has(
                "not at ready state",
                "maximum queue size",
                "Request timeout expired",
                "shutting down",
                "Server is stopping")) {
            return Status.UNAVAILABLE;
        }
        if (words.has("unknown model", "has no available versions")) {
            return Status.NOT_FOUND;
        }
        if (words.has("version from specified version string", "batch-size must be") || words.areOfMisfit()) {
            return Status.INVALID_ARGUMENT;
        }
        return Status.INTERNAL;
    }
}
