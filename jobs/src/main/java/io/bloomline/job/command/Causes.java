package io.bloomline.job.command;

import io.bloomline.failure.FailureException;

/** Finds the message for people in a chain of exceptions. */
final class Causes {

    private Causes() {}

    /** The message of our own exception if there is one in the chain, else of the deepest. */
    static String message(Throwable thrown) {
        Throwable deepest = thrown;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailureException failed) {
                return failed.failure().message();
            }
            deepest = cause;
        }
        String message = deepest.getMessage();
        return message == null
                ? deepest.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
