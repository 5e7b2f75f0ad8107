package io.bloomline.flink;

/** Sums up what happened in the last minute, to a second: it forgets whole seconds. Not thread-safe. */
final class SlidingSum {

    private static final int SLOTS = 60;
    private static final long SLOT_NANOS = 1_000_000_000;

    private final double[] sums = new double[SLOTS];

    /** Which second each sum is of. */
    private final long[] seconds = new long[SLOTS];

    /**
     * Adds what happened at one moment.
     *
     * @param nanos the moment, zero or later
     */
    void add(long nanos, double amount) {
        long second = nanos / SLOT_NANOS;
        int slot = (int) (second % SLOTS);
        if (seconds[slot] != second) {
            seconds[slot] = second;
            sums[slot] = 0;
        }
        sums[slot] += amount;
    }

    /** Adds what happened evenly from one moment to another, so much per nanosecond. */
    void addOver(long from, long to, double perNano) {
        long begin = Math.max(from, beginOfWindow(to));
        while (begin < to) {
            long end = Math.min(to, (begin / SLOT_NANOS + 1) * SLOT_NANOS);
            add(begin, (double) (end - begin) * perNano);
            begin = end;
        }
    }

    /** All that happened since {@link #beginOfWindow}, seen from a moment not before the last addition. */
    double at(long now) {
        double sum = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            if (seconds[slot] * SLOT_NANOS >= beginOfWindow(now)) {
                sum += sums[slot];
            }
        }
        return sum;
    }

    /** From when on things are remembered at a moment: zero, or 59 to 60 seconds before. */
    static long beginOfWindow(long now) {
        return Math.max(0, now / SLOT_NANOS - SLOTS + 1) * SLOT_NANOS;
    }
}
