package io.bloomline.flink;

import java.util.Arrays;
import org.apache.flink.metrics.HistogramStatistics;

/** What is to be said of some values. Of none, the smallest and the largest are 0, and all else is not a number. */
final class SortedValues extends HistogramStatistics {

    private final long[] values;

    /** Takes over the values, and sorts them. */
    SortedValues(long[] values) {
        Arrays.sort(values);
        this.values = values;
    }

    /** The smallest value that at least such a share of the values doesn't exceed. */
    @Override
    public double getQuantile(double share) {
        int rank = (int) Math.ceil(share * values.length);
        return values.length == 0 ? Double.NaN : (double) values[Math.max(0, Math.min(values.length, rank) - 1)];
    }

    @Override
    public long[] getValues() {
        return values.clone();
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public double getMean() {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    @Override
    public double getStdDev() {
        double mean = getMean();
        return Math.sqrt(Arrays.stream(values)
                .mapToDouble(value -> ((double) value - mean) * ((double) value - mean))
                .average()
                .orElse(Double.NaN));
    }

    @Override
    public long getMax() {
        return values.length == 0 ? 0 : values[values.length - 1];
    }

    @Override
    public long getMin() {
        return values.length == 0 ? 0 : values[0];
    }
}
