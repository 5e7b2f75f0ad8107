package io.bloomline.flink;

import java.util.Arrays;
import org.apache.flink.metrics.HistogramStatistics;

/**
 * What is to be said of some values, in a unit that may be larger than theirs. Of none, the smallest and the largest are 0,
 * and all else is not a number. What Flink wants as whole numbers is rounded to whole units.
 */
final class SortedValues extends HistogramStatistics {

    private final long[] values;
    private final double unit;

    /**
     * Takes over the values, and sorts them.
     *
     * @param unit what a value of one is told as
     */
    SortedValues(long[] values, double unit) {
        Arrays.sort(values);
        this.values = values;
        this.unit = unit;
    }

    /** The smallest value that at least such a share of the values doesn't exceed. */
    @Override
    public double getQuantile(double share) {
        int rank = (int) Math.ceil(share * values.length);
        return values.length == 0 ? Double.NaN : told(values[Math.max(0, Math.min(values.length, rank) - 1)]);
    }

    @Override
    public long[] getValues() {
        return Arrays.stream(values).map(value -> Math.round(told(value))).toArray();
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public double getMean() {
        return Arrays.stream(values).mapToDouble(this::told).average().orElse(Double.NaN);
    }

    @Override
    public double getStdDev() {
        double mean = getMean();
        return Math.sqrt(Arrays.stream(values)
                .mapToDouble(value -> (told(value) - mean) * (told(value) - mean))
                .average()
                .orElse(Double.NaN));
    }

    @Override
    public long getMax() {
        return values.length == 0 ? 0 : Math.round(told(values[values.length - 1]));
    }

    @Override
    public long getMin() {
        return values.length == 0 ? 0 : Math.round(told(values[0]));
    }

    private double told(long value) {
        return (double) value * unit;
    }
}
