package io.bloomline.it.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatencyTest {

    @Test
    void halfOfTheDocumentsTookAtMostTheMedian() {
        double[] millis = IntStream.rangeClosed(1, 200).mapToDouble(i -> i).toArray();

        assertThat(Latency.of(0.5, millis)).isEqualTo(new Latency(0.5, 200, 0, 100, 198));
    }

    @Test
    void whatIsNeverAnsweredTakesForever() {
        Latency latency = Latency.of(0.9, new double[] {1, -1, 3, -1, 2});

        assertThat(latency.unanswered()).isEqualTo(2);
        assertThat(latency.p50()).isEqualTo(3);
        assertThat(latency.p99()).isInfinite();
    }

    @Test
    void documentsComeAtTheRateThatALoadMeans() {
        Arrivals arrivals =
                Arrivals.poisson(1_000, List.of(0.5, 0.9), Duration.ofSeconds(10), Duration.ofSeconds(20), 1);

        assertThat(arrivals.at()).isSorted();
        assertThat(arrivals.phases())
                .extracting(phase -> (phase.end() - phase.first()) / 20.0)
                .satisfiesExactly(rate -> assertThat(rate).isCloseTo(500, within(25.0)), rate -> assertThat(rate)
                        .isCloseTo(900, within(45.0)));
    }

    @Test
    void onlyWhatIsLookedAtCounts() {
        Arrivals arrivals = Arrivals.poisson(100, List.of(0.5), Duration.ofSeconds(10), Duration.ofSeconds(10), 1);
        double[] millis = new double[arrivals.count()];
        Arrays.fill(millis, 0, arrivals.phases().get(0).first(), 1_000);
        Arrays.fill(millis, arrivals.phases().get(0).first(), arrivals.count(), 1);

        assertThat(arrivals.latencies(millis)).extracting(Latency::p99).containsExactly(1.0);
    }
}
