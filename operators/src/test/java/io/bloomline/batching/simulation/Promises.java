package io.bloomline.batching.simulation;

import io.bloomline.batching.BatchLimits;

/** The numbers in what the batcher promises. */
final class Promises {

    /** How often all who wait may be overtaken, before who has waited longest goes with the next batch. */
    static final int TURNOVERS = 8;

    /** Timers of the batcher's own; a client that asks again has one per batch under way. */
    static final int TIMERS = 1;

    /** Objects that the batcher may hold for each pending request. */
    static final int OBJECTS_PER_PENDING = 16;

    /** Objects that it may hold beyond those of its first moment, and beyond what is pending. */
    static final int SPARE_OBJECTS = 100;

    private Promises() {}

    /** How many requests may overtake one, while so many wait. */
    static long overtaking(BatchLimits limits, int waiting) {
        // One batch of grace: it may have been cut when this many had not been sent yet.
        return (long) TURNOVERS * Math.max(waiting, limits.maxItems()) + limits.maxItems();
    }

    /** Calls that it takes at most to have a batch answered that holds so many guilty requests, the first included. */
    static int calls(int items, int guilty) {
        int halvings = Integer.SIZE - Integer.numberOfLeadingZeros(items - 1);
        return Math.min(2 * items - 1, 1 + 2 * halvings * guilty);
    }
}
