package io.bloomline.flink;

import java.util.Arrays;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;

/**
 * How the last {@value #MOST} values are distributed, told in a unit that may be larger than that of the values: times are
 * measured in microseconds and told in seconds. Thread-safe, and quick where values come in.
 */
final class RecentValues implements Histogram {

    static final int MOST = 1_024;

    private static final double MICRO = 1e-6;
    private static final double PERCENT = 1e-2;

    private final double unit;
    private final long[] values = new long[MOST];
    private long count;

    private RecentValues(double unit) {
        this.unit = unit;
    }

    /** Values that are told as they come. */
    static RecentValues ofNumbers() {
        return new RecentValues(1);
    }

    /** Microseconds, told in seconds. */
    static RecentValues ofMicros() {
        return new RecentValues(MICRO);
    }

    /** Percents, told as shares of one. */
    static RecentValues ofPercents() {
        return new RecentValues(PERCENT);
    }

    @Override
    public synchronized void update(long value) {
        values[(int) (count % MOST)] = value;
        count++;
    }

    /** How many values there have ever been. */
    @Override
    public synchronized long getCount() {
        return count;
    }

    @Override
    public HistogramStatistics getStatistics() {
        return new SortedValues(recent(), unit);
    }

    private synchronized long[] recent() {
        return Arrays.copyOf(values, (int) Math.min(count, MOST));
    }
}
