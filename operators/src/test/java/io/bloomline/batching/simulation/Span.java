package io.bloomline.batching.simulation;

/**
 * A time in which something is the case.
 *
 * @param from nanoseconds since the start, included
 * @param to   nanoseconds since the start, excluded
 */
record Span(long from, long to) {

    static final Span NEVER = new Span(0, 0);

    /** Somewhere in a run of so many nanoseconds, or never. */
    static Span draw(Draw draw, double probability, long duration, double longest) {
        if (!draw.chance(probability)) {
            return NEVER;
        }
        long from = draw.random().nextLong(duration + 1);
        return new Span(from, from + draw.magnitude(1e5, longest));
    }

    boolean holdsAt(long nanos) {
        return from <= nanos && nanos < to;
    }
}
