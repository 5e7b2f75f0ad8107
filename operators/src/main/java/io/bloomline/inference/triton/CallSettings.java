package io.bloomline.inference.triton;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait, and what to tell the server about a request.
 *
 * @param timeout        longest time for one answer, above zero; a stream may be silent so long about one request
 * @param startupTimeout longest time for the model to become ready when it is opened; zero for one try
 * @param grace          how long a model that has answered may look misconfigured (unloaded, refused access) before it is
 *                       believed; such things are taken for an outage until then
 * @param queueTimeout   how long the request may wait in the server's queue; null leaves it to the server
 * @param priority       the request's priority in the server's queue; null leaves it to the server
 * @param traced         whether each request carries a {@code traceparent} of its own, which says to sample it; over
 *                       streams each request has one to itself then
 */
public record CallSettings(
        Duration timeout,
        Duration startupTimeout,
        Duration grace,
        @Nullable Duration queueTimeout,
        @Nullable Long priority,
        boolean traced)
        implements Serializable {

    /** A minute for an answer, two to start, five of grace; the rest is left to the server. */
    public static final CallSettings DEFAULT =
            new CallSettings(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(5), null, null, false);

    public CallSettings {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout is " + timeout + "; it must be above zero");
        }
        if (startupTimeout.isNegative() || grace.isNegative()) {
            throw new IllegalArgumentException(
                    "startupTimeout is " + startupTimeout + " and grace " + grace + "; neither must be negative");
        }
        if (queueTimeout != null && (queueTimeout.isNegative() || queueTimeout.isZero())) {
            throw new IllegalArgumentException("queueTimeout is " + queueTimeout + "; it must be above zero");
        }
    }

    /** The same with another timeout. */
    public CallSettings withTimeout(Duration timeout) {
        return new CallSettings(timeout, startupTimeout, grace, queueTimeout, priority, traced);
    }

    /** The same with another bound for the start. */
    public CallSettings withStartupTimeout(Duration startupTimeout) {
        return new CallSettings(timeout, startupTimeout, grace, queueTimeout, priority, traced);
    }

    /** The same with another grace period. */
    public CallSettings withGrace(Duration grace) {
        return new CallSettings(timeout, startupTimeout, grace, queueTimeout, priority, traced);
    }
}
