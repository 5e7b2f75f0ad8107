package io.bloomline.it.benchmark.measure;

import java.util.Arrays;

/**
 * How long documents took at a load.
 *
 * @param load       share of the most that the server can do
 * @param documents  how many were looked at
 * @param unanswered how many of them weren't answered in time
 * @param p50        half of them took at most so many milliseconds; infinite when fewer were answered
 * @param p99        99 in 100 did
 */
public record Latency(double load, int documents, int unanswered, double p50, double p99) {

    /** Of latencies in milliseconds; negative ones never came. */
    static Latency of(double load, double[] millis) {
        double[] sorted = Arrays.stream(millis)
                .map(taken -> taken < 0 ? Double.POSITIVE_INFINITY : taken)
                .sorted()
                .toArray();
        int unanswered = (int) Arrays.stream(millis).filter(taken -> taken < 0).count();
        return new Latency(load, millis.length, unanswered, percentile(sorted, 0.50), percentile(sorted, 0.99));
    }

    /** The smallest value that at least such a share of values doesn't exceed. */
    static double percentile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
