package io.bloomline.batching.simulation;

/**
 * What a server is like.
 *
 * @param instances  batches that it works on at a time, at least 1; others wait their turn
 * @param fixed      nanoseconds that any batch takes
 * @param perToken   nanoseconds per token
 * @param padded     whether it works on padding too
 * @param spread     how much the time strays: sigma of a log-normal factor
 * @param onTheSpot  share of batches that is answered on the caller's thread, before the call returns
 * @param room       batches that it accepts at a time; one more is told that it is overloaded
 * @param flaky      share of batches that fails for nobody's lasting fault
 * @param fatal      share of batches that fails so that the job would stop
 * @param misbehaves share of batches with which the client breaks its contract: exceptions, too few responses, ...
 * @param away       when each batch fails at once, because nobody is there
 * @param stalled    when nothing is answered
 */
record ServerPlan(
        int instances,
        long fixed,
        double perToken,
        boolean padded,
        double spread,
        double onTheSpot,
        int room,
        double flaky,
        double fatal,
        double misbehaves,
        Span away,
        Span stalled) {

    static ServerPlan draw(Draw draw, long duration) {
        return new ServerPlan(
                draw.between(1, 4),
                draw.magnitude(1e3, 2e7),
                draw.magnitude(10, 2e4),
                draw.chance(0.5),
                draw.oneOf(0.0, 0.1, 1.0),
                draw.oneOf(0.0, 0.0, 0.2, 1.0),
                draw.oneOf(Integer.MAX_VALUE, Integer.MAX_VALUE, draw.between(1, 4)),
                draw.oneOf(0.0, 0.0, 0.1),
                draw.oneOf(0.0, 0.0, 0.0, 0.02),
                draw.oneOf(0.0, 0.0, 0.0, 0.05),
                Span.draw(draw, 0.1, duration, 2e8),
                Span.draw(draw, 0.2, duration, 1e9));
    }

    /** How long a batch takes at its median, in nanoseconds. */
    double median(int items, int tokens, int longest) {
        return fixed + perToken * (padded ? items * longest : tokens);
    }
}
