package io.bloomline.it.benchmark.gpu;

/**
 * How long a model computes a batch. Padded, a row costs as much as the longest of its batch: {@code base + perToken *
 * rows * longest + perTokenSquared * rows * longest^2}, where the last term is attention's. Ragged, only tokens cost:
 * {@code base + perToken * tokens}.
 *
 * @param baseMillis            what any batch costs, in milliseconds
 * @param perTokenMicros        what a token costs, in microseconds
 * @param perTokenSquaredNanos  what a token costs for each token of the longest row, in nanoseconds; padded only
 * @param ragged                whether rows are computed without padding
 */
public record ServiceTime(double baseMillis, double perTokenMicros, double perTokenSquaredNanos, boolean ragged) {

    /** Takes no time at all. */
    public static final ServiceTime NONE = new ServiceTime(0, 0, 0, false);

    /**
     * Time for a batch, in nanoseconds.
     *
     * @param rows    number of texts
     * @param longest tokens of the longest
     * @param tokens  tokens of all of them
     */
    public long nanos(int rows, int longest, long tokens) {
        double perBatch = baseMillis * 1e6;
        if (ragged) {
            return Math.round(perBatch + perTokenMicros * 1e3 * tokens);
        }
        double padded = (double) rows * longest;
        return Math.round(perBatch + perTokenMicros * 1e3 * padded + perTokenSquaredNanos * padded * longest);
    }
}
