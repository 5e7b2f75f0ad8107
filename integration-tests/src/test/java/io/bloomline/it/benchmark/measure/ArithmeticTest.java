package io.bloomline.it.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bloomline.it.benchmark.gpu.GpuSettings;
import io.bloomline.it.benchmark.gpu.ServiceTime;
import io.bloomline.it.benchmark.workload.Documents;
import io.bloomline.it.benchmark.workload.Lengths;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArithmeticTest {

    private static final Documents DOCUMENTS = Documents.drawn(Lengths.LOG_NORMAL, 20_000, 1);

    @Test
    void batchesAreFullAndSortedByLength() {
        assertThat(Arithmetic.sortedBatches(new int[] {5, 1, 4, 2, 3}, 2))
                .containsExactly(List.of(1, 3), List.of(4, 2), List.of(0));
    }

    @Test
    void theLimitIsWhatTheInstancesDoTogether() {
        double one = Arithmetic.limit(server(5, 1, false), DOCUMENTS);

        assertThat(Arithmetic.limit(server(5, 4, false), DOCUMENTS)).isCloseTo(4 * one, within(1e-6));
    }

    @Test
    void theLimitOfAServerWithoutPaddingIsThatOfItsTokens() {
        double tokens = Arrays.stream(DOCUMENTS.lengths()).average().orElseThrow();

        assertThat(Arithmetic.limit(server(0, 1, true), DOCUMENTS)).isCloseTo(1e6 / (2 * tokens), within(1e-3));
    }

    @Test
    void inArrivalOrderPaddingMakesLargeBatchesWorseThanSmallerOnes() {
        assertThat(Arithmetic.bestSizeInArrivalOrder(server(5, 1, false), DOCUMENTS))
                .isBetween(2, 32);
        assertThat(Arithmetic.bestSizeInArrivalOrder(server(5, 1, true), DOCUMENTS))
                .isEqualTo(64);
    }

    private static GpuSettings server(double baseMillis, int instances, boolean ragged) {
        return new GpuSettings(new ServiceTime(baseMillis, 2, 0, ragged), instances, 64, null);
    }
}
