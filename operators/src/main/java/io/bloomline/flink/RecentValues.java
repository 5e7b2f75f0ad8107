package io.bloomline.flink;

import java.util.Arrays;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;

/** How the last {@value #MOST} values are distributed. Thread-safe, and quick where values come in. */
final class RecentValues implements Histogram {

    static final int MOST = 1_024;

    private final long[] values = new long[MOST];
    private long count;

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
        return new SortedValues(recent());
    }

    private synchronized long[] recent() {
        return Arrays.copyOf(values, (int) Math.min(count, MOST));
    }
}
