package io.bloomline.it.support.kserve;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletionException;

/** What went wrong, as a status. */
final class Statuses {

    private Statuses() {}

    /** The status that was thrown; anything else is a mistake of the test's. */
    static Status of(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return cause instanceof StatusRuntimeException refused
                ? refused.getStatus()
                : Status.UNKNOWN
                        .withDescription("the test's server failed: " + cause)
                        .withCause(cause);
    }
}
