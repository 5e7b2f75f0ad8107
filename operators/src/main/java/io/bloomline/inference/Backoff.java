package io.bloomline.inference;

import java.io.Serializable;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to pause before asking again: exponential with full jitter, so that many callers who failed together don't
 * come back together.
 *
 * @param first upper bound of the first pause, above zero; it doubles with each further attempt
 * @param cap   what it never grows beyond, at least {@code first}
 */
public record Backoff(Duration first, Duration cap) implements Serializable {

    /** Up to 100 ms at first, at most 10 s: an outage costs a call per slot and 5 s, beside the scout. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

    private static final int MAX_DOUBLINGS = 30;

    public Backoff {
        if (first.isNegative() || first.isZero()) {
            throw new IllegalArgumentException("first is " + first + "; it must be above zero");
        }
        if (cap.compareTo(first) < 0) {
            throw new IllegalArgumentException("cap is " + cap + "; it must be at least first, which is " + first);
        }
    }

    /** Longest pause after this many failed attempts (at least 1). */
    public Duration longest(int attempts) {
        Duration bound = first;
        for (int doublings = 1;
                doublings < Math.min(attempts, MAX_DOUBLINGS) && bound.compareTo(cap) < 0;
                doublings++) {
            bound = bound.multipliedBy(2);
        }
        return bound.compareTo(cap) < 0 ? bound : cap;
    }

    /** A pause after this many failed attempts: anything from nothing to {@link #longest}, equally likely. */
    public Duration pause(int attempts, RandomGenerator random) {
        return Duration.ofNanos(random.nextLong(longest(attempts).toNanos() + 1));
    }
}
