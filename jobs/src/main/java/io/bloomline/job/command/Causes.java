package io.bloomline.job.command;

import io.bloomline.failure.FailureException;
import org.apache.kafka.common.errors.InvalidMetadataException;
import org.jspecify.annotations.Nullable;

/** Finds the message for people in a chain of exceptions. */
final class Causes {

    private Causes() {}

    /** The message of our own exception if there is one in the chain, else of the deepest. */
    static String message(Throwable thrown) {
        Throwable deepest = thrown;
        String told = "";
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailureException failed) {
                return failed.failure().message();
            }
            if (cause.getCause() != null && !isOnly(cause.getCause(), cause.getMessage())) {
                told = firstLine(cause);
            }
            deepest = cause;
        }
        // It doesn't say which topic or partition it means; what it was wrapped in does.
        return deepest instanceof InvalidMetadataException ? told + " " + firstLine(deepest) : firstLine(deepest);
    }

    /** Whether a message only repeats the cause, as exceptions do that were given no message of their own. */
    private static boolean isOnly(Throwable cause, @Nullable String message) {
        return message == null || message.equals(cause.toString());
    }

    private static String firstLine(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null
                ? thrown.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
