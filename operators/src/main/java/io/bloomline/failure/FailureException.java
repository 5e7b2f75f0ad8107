package io.bloomline.failure;

import org.jspecify.annotations.Nullable;

/** Carries a {@link Failure} up to whoever decides about it. */
public final class FailureException extends RuntimeException {

    private final Failure failure;

    public FailureException(Failure failure) {
        this(failure, null);
    }

    /** With the exception that led to it, for {@code --verbose} and the log. */
    public FailureException(Failure failure, @Nullable Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
