package io.bloomline.flink;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SlidingSumTest {

    private final SlidingSum sum = new SlidingSum();

    @Test
    void addsUpWhatHappenedInTheLastMinute() {
        sum.add(SECONDS.toNanos(1), 1);
        sum.add(SECONDS.toNanos(30), 2);
        sum.add(SECONDS.toNanos(59), 4);

        assertThat(sum.at(SECONDS.toNanos(59))).isEqualTo(7);
    }

    @Test
    void forgetsWhatHappenedBefore() {
        sum.add(SECONDS.toNanos(1), 1);
        sum.add(SECONDS.toNanos(30), 2);

        assertThat(sum.at(SECONDS.toNanos(61))).isEqualTo(2);
        assertThat(sum.at(SECONDS.toNanos(1_000))).isZero();
    }

    @Test
    void forgetsOneMinuteWhenAnotherTakesItsPlace() {
        sum.add(SECONDS.toNanos(7), 1);
        sum.add(SECONDS.toNanos(67), 2);

        assertThat(sum.at(SECONDS.toNanos(67))).isEqualTo(2);
    }

    @Test
    void spreadsWhatLastedOverItsTime() {
        sum.addOver(SECONDS.toNanos(50), SECONDS.toNanos(100), 1);

        assertThat(sum.at(SECONDS.toNanos(100))).isEqualTo((double) SECONDS.toNanos(50));
        assertThat(sum.at(SECONDS.toNanos(139))).isEqualTo((double) SECONDS.toNanos(20));
    }

    @Test
    void countsNoMoreThanTheWindowOfWhatLastedLonger() {
        long now = SECONDS.toNanos(10_000);
        sum.addOver(0, now, 0.5);

        assertThat(sum.at(now)).isCloseTo(0.5 * (double) (now - SlidingSum.beginOfWindow(now)), within(1.0));
    }
}
