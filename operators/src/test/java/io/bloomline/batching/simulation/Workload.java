package io.bloomline.batching.simulation;

/**
 * Who asks for what, and when.
 *
 * @param requests      how many there are in all, at least 1
 * @param crowd         how many come at the same moment, at least 1
 * @param meanPause     nanoseconds from one crowd to the next
 * @param perDocument   how many belong together: when one fails, the others are given up at once
 * @param pressing      whether who is answered asks for the next at once, out of the answer itself
 * @param lengths       how long they are
 * @param generating    share that asks for a text, the rest for a vector
 * @param parameters    how many different parameters there are for texts, at least 1
 * @param poisonous     share that the server refuses
 * @param impatient     share that is given up after a while
 * @param patience      nanoseconds until the impatient give up, on average
 * @param keys          how many keys the requests share; 0 when they have none
 */
record Workload(
        int requests,
        int crowd,
        long meanPause,
        int perDocument,
        boolean pressing,
        Lengths lengths,
        double generating,
        int parameters,
        double poisonous,
        double impatient,
        long patience,
        int keys) {

    static Workload draw(Draw draw) {
        int requests = (int) draw.magnitude(1, 500);
        // Steady or a trickle, in bursts, all at once.
        int crowd = draw.oneOf(1, 1, draw.between(2, 40), requests);
        return new Workload(
                requests,
                crowd,
                crowd * draw.magnitude(1e3, 2e7),
                draw.oneOf(1, 1, draw.between(2, 8)),
                draw.chance(0.3),
                draw.oneOf(Lengths.values()),
                draw.oneOf(0.0, 0.0, 0.3, 1.0),
                draw.between(1, 4),
                draw.oneOf(0.0, 0.0, 0.02, 0.3),
                draw.oneOf(0.0, 0.0, 0.1, 1.0),
                draw.magnitude(1e3, 1e8),
                draw.oneOf(0, 0, 1, 10, 100));
    }

    /** About how long it takes until all have come, in nanoseconds. */
    long duration() {
        return meanPause * requests / crowd;
    }
}
