package io.bloomline.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.apache.flink.metrics.HistogramStatistics;
import org.junit.jupiter.api.Test;

class RecentValuesTest {

    private final RecentValues values = RecentValues.ofNumbers();

    @Test
    void tellsHowItsValuesAreDistributed() {
        LongStream.iterate(100, value -> value - 1).limit(100).forEach(values::update);

        HistogramStatistics statistics = values.getStatistics();

        assertThat(values.getCount()).isEqualTo(100);
        assertThat(statistics.size()).isEqualTo(100);
        assertThat(statistics.getQuantile(0.5)).isEqualTo(50);
        assertThat(statistics.getQuantile(0.99)).isEqualTo(99);
        assertThat(statistics.getQuantile(0)).isEqualTo(1);
        assertThat(statistics.getQuantile(1)).isEqualTo(100);
        assertThat(statistics.getMin()).isEqualTo(1);
        assertThat(statistics.getMax()).isEqualTo(100);
        assertThat(statistics.getMean()).isEqualTo(50.5);
        assertThat(statistics.getStdDev()).isCloseTo(Math.sqrt((100.0 * 100 - 1) / 12), within(1e-9));
    }

    @Test
    void tellsTimesInSeconds() {
        RecentValues times = RecentValues.ofMicros();
        times.update(1_500_000);
        times.update(500_000);

        HistogramStatistics statistics = times.getStatistics();

        assertThat(statistics.getQuantile(0.5)).isCloseTo(0.5, within(1e-9));
        assertThat(statistics.getMean()).isCloseTo(1, within(1e-9));
        assertThat(statistics.getStdDev()).isCloseTo(0.5, within(1e-9));
        assertThat(statistics.getMax()).as("in whole seconds").isEqualTo(2);
    }

    @Test
    void remembersTheLastOnesOnlyAndCountsAll() {
        values.update(1_000_000);
        LongStream.range(0, RecentValues.MOST).forEach(values::update);

        assertThat(values.getStatistics().getMax()).isEqualTo(RecentValues.MOST - 1);
        assertThat(values.getStatistics().size()).isEqualTo(RecentValues.MOST);
        assertThat(values.getCount()).isEqualTo(RecentValues.MOST + 1);
    }

    @Test
    void saysOfNoValuesThatItHasNoNumber() {
        HistogramStatistics statistics = values.getStatistics();

        assertThat(statistics.size()).isZero();
        assertThat(statistics.getQuantile(0.99)).isNaN();
        assertThat(statistics.getMean()).isNaN();
        assertThat(statistics.getStdDev()).isNaN();
        assertThat(statistics.getMin()).isZero();
        assertThat(statistics.getMax()).isZero();
    }
}
