package io.bloomline.failure;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Carries a {@link Failure} up to whoever decides about it. */
public final class FailureException extends RuntimeException {

    private final Failure failure;
    private final int attempts;

    public FailureException(Failure failure) {
        this(failure, null);
    }

    /** With the exception that led to it, for {@code --verbose} and the log. */
    public FailureException(Failure failure, @Nullable Throwable cause) {
        this(failure, cause, 1);
    }

    private FailureException(Failure failure, @Nullable Throwable cause, int attempts) {
        super(failure.message(), cause);
        this.failure = failure;
        this.attempts = attempts;
    }

    /**
     * What an asynchronous call failed with. A {@code FailureException} is returned as it is; anything else is a mistake
     * of the program that was called. An exception may be one request's fault, so it is {@code REJECTED}; an
     * {@link Error} says that this process is unwell, so that the job must not go on.
     *
     * @param thrown what was thrown, or what a future completed with
     */
    public static FailureException of(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof FailureException failed) {
            return failed;
        }
        // Only class and place are named: the text of a foreign exception may quote the document.
        StackTraceElement[] frames = cause.getStackTrace();
        String name = cause.getClass().getName() + (frames.length == 0 ? "" : " at " + frames[0]);
        if (cause instanceof CancellationException) {
            return new FailureException(
                    Failure.transientFailure("cancelled", "The call was cancelled before it was answered."), cause);
        }
        if (cause instanceof Error) {
            return new FailureException(
                    Failure.misconfigured(
                            "process-unwell",
                            "The call ended with " + name
                                    + ", an error of this process; check its memory and libraries."),
                    cause);
        }
        return new FailureException(
                Failure.rejected(
                        "unexpected-exception",
                        "The call ended with " + name + ", which nobody expected; please report it."),
                cause);
    }

    /** The same failure, said to have happened after this many attempts. */
    public FailureException afterAttempts(int attempts) {
        return attempts == this.attempts ? this : new FailureException(failure, getCause(), attempts);
    }

    public Failure failure() {
        return failure;
    }

    /** How often the thing was tried before it was given up, at least 1; the dead letter says it. */
    public int attempts() {
        return attempts;
    }
}
