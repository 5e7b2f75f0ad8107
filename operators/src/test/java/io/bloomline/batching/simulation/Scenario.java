package io.bloomline.batching.simulation;

import io.bloomline.batching.BatchLimits;
import io.bloomline.batching.InFlightLimit;
import java.time.Duration;

/**
 * All that is given before a run.
 *
 * @param limits    of the batcher
 * @param adaptive  whether the batcher finds out how many batches to have in flight; else as many as it may
 * @param retried   whether the batcher asks a client that asks again, as jobs do; else it hears of each failure
 * @param closesAt  nanoseconds until the batcher is closed in the middle of it; {@link #AT_THE_END} for later
 * @param measureAt nanoseconds until the batcher's memory is measured in the middle of it
 * @param chance    for what is drawn on the way
 */
record Scenario(
        BatchLimits limits,
        Workload workload,
        ServerPlan server,
        boolean adaptive,
        boolean retried,
        long closesAt,
        long measureAt,
        Draw chance) {

    static final long AT_THE_END = -1;

    static Scenario of(long seed) {
        Draw draw = new Draw(seed);
        BatchLimits limits = limits(draw);
        Workload workload = Workload.draw(draw);
        long duration = workload.duration();
        ServerPlan server = ServerPlan.draw(draw, duration);
        boolean adaptive = draw.chance(0.7);
        boolean retried = draw.chance(0.5);
        long closesAt = draw.chance(0.2) ? draw.random().nextLong(2 * duration + 1) : AT_THE_END;
        long measureAt = server.stalled().equals(Span.NEVER)
                ? draw.random().nextLong(duration + 1)
                : server.stalled().to() - 1;
        return new Scenario(limits, workload, server, adaptive, retried, closesAt, measureAt, draw.split());
    }

    Bounds bounds() {
        int most = limits.maxInFlight();
        return new Bounds(
                limits, adaptive ? InFlightLimit.adaptive(most, 1) : InFlightLimit.continuous(most, Integer.MAX_VALUE));
    }

    /** With fewer batches than this under way, a slot is free for certain. */
    int certainSlots() {
        boolean mayShrink = adaptive || (retried && server.room() < limits.maxInFlight());
        return mayShrink ? 1 : limits.maxInFlight();
    }

    private static BatchLimits limits(Draw draw) {
        return new BatchLimits(
                draw.oneOf(draw.between(1, 8), draw.between(9, 64)),
                (int) draw.magnitude(1, 1 << 15),
                Duration.ofNanos(draw.oneOf(0L, draw.magnitude(1e4, 5e7))),
                draw.oneOf(1, draw.between(2, 4), draw.between(5, 32)));
    }
}
