package io.bloomline.inference;

import io.bloomline.failure.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is told of each attempt at a batch and of each retry, to measure them. Thread-safe and quick; what it throws is logged
 * and otherwise ignored.
 */
@FunctionalInterface
public interface AttemptObserver {

    /** Tells nobody. */
    AttemptObserver NONE = (failure, attempts, pause) -> {};

    /**
     * A batch failed and will be sent again.
     *
     * @param failure  why it failed this time
     * @param attempts how often it has been sent, at least 1
     * @param pause    how long until it is sent again
     */
    void retrying(Failure failure, int attempts, Duration pause);

    /** A batch goes to the model, for the first time or again. */
    default void attemptBegins() {}

    /**
     * A batch came back from the model.
     *
     * @param nanos   how long this attempt took
     * @param failure why it failed, or null when it was answered
     */
    default void attemptEnds(long nanos, @Nullable Failure failure) {}

    /** Tells both, this one first. */
    default AttemptObserver and(AttemptObserver other) {
        AttemptObserver one = this;
        return new AttemptObserver() {
            @Override
            public void retrying(Failure failure, int attempts, Duration pause) {
                one.retrying(failure, attempts, pause);
                other.retrying(failure, attempts, pause);
            }

            @Override
            public void attemptBegins() {
                one.attemptBegins();
                other.attemptBegins();
            }

            @Override
            public void attemptEnds(long nanos, @Nullable Failure failure) {
                one.attemptEnds(nanos, failure);
                other.attemptEnds(nanos, failure);
            }
        };
    }
}
