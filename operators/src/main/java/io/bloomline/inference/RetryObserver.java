package io.bloomline.inference;

import io.bloomline.failure.Failure;
import java.time.Duration;

/** Is told of each retry, to count it. Thread-safe and quick; what it throws is logged and
 * otherwise ignored. */
@FunctionalInterface
public interface RetryObserver {

    /** Tells nobody. */
    RetryObserver NONE = (failure, attempts, pause) -> {};

    /**
     * A batch failed and will be sent again.
     *
     * @param failure  why it failed this time
     * @param attempts how often it has been sent, at least 1
     * @param pause    how long until it is sent again
     */
    void retrying(Failure failure, int attempts, Duration pause);

    /** Tells both, this one first. */
    default RetryObserver and(RetryObserver other) {
        return (failure, attempts, pause) -> {
            retrying(failure, attempts, pause);
            other.retrying(failure, attempts, pause);
        };
    }
}
