package io.bloomline.it.benchmark.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class InstancesTest {

    private static final ServiceTime TEN_PER_TOKEN = new ServiceTime(0, 0.010, 0, false);

    @Test
    void aBatchBeginsWhenTheOneBeforeItEndsHoweverLateOneLooks() {
        Instances instances = new Instances(1, TEN_PER_TOKEN, new AsSent());
        instances.add(query(1, 10, 5));
        instances.add(query(1, 20, 6));

        assertThat(instances.start(1_000)).extracting(Execution::endsAt).containsExactly(105L, 305L);
    }

    @Test
    void aBatchBeginsWhenItArrivesAtAnIdleInstance() {
        Instances instances = new Instances(1, TEN_PER_TOKEN, new AsSent());
        instances.add(query(1, 10, 5));
        instances.start(5);
        instances.add(query(1, 10, 400));

        assertThat(instances.start(400)).extracting(Execution::startedAt).containsExactly(400L);
    }

    @Test
    void asManyBatchesRunAtOnceAsThereAreInstances() {
        Instances instances = new Instances(2, TEN_PER_TOKEN, new AsSent());
        List.of(10, 20, 10).forEach(tokens -> instances.add(query(1, tokens, 0)));

        assertThat(instances.start(0)).extracting(Execution::endsAt).containsExactly(100L, 200L);
        assertThat(instances.nextStart()).isEqualTo(100);
    }

    @Test
    void withoutPreferredSizesAndDelayWhateverIsQueuedGoesAtOnce() {
        Instances instances = new Instances(1, TEN_PER_TOKEN, new DynamicBatching(4, List.of(), 0));
        List.of(0, 1, 2, 3, 4, 5).forEach(at -> instances.add(query(1, 10, at)));

        assertThat(instances.start(100)).extracting(Execution::rows).containsExactly(1, 4);
        assertThat(instances.start(1_000)).extracting(Execution::rows).containsExactly(1);
    }

    @Test
    void theOldestWaitsForOthersAsLongAsTheDelay() {
        Instances instances = new Instances(1, TEN_PER_TOKEN, new DynamicBatching(4, List.of(), 50));
        instances.add(query(1, 10, 0));
        instances.add(query(1, 10, 30));

        assertThat(instances.start(40)).isEmpty();
        assertThat(instances.nextStart()).isEqualTo(50);
        assertThat(instances.start(60))
                .extracting(Execution::startedAt, Execution::rows)
                .containsExactly(tuple(50L, 2));
    }

    @Test
    void aPreferredSizeIsNotWaitedBeyond() {
        Instances instances = new Instances(1, TEN_PER_TOKEN, new DynamicBatching(4, List.of(2), 50));
        List.of(0, 10, 20).forEach(at -> instances.add(query(1, 10, at)));

        assertThat(instances.start(40))
                .extracting(Execution::startedAt, Execution::rows)
                .containsExactly(tuple(10L, 2));
    }

    @Test
    void aPaddedBatchCostsAsMuchAsItsLongestRowTimesItsRows() {
        Execution padded = Execution.of(List.of(query(2, 10, 0), query(1, 30, 0)), 0, TEN_PER_TOKEN);
        Execution ragged =
                Execution.of(List.of(query(2, 10, 0), query(1, 30, 0)), 0, new ServiceTime(0.001, 0.010, 0, true));

        assertThat(padded.endsAt()).isEqualTo(3 * 30 * 10);
        assertThat(ragged.endsAt()).isEqualTo(1_000 + (2 * 10 + 30) * 10);
    }

    private static Query query(int rows, int tokensEach, long arrivedAt) {
        return new Query(rows, tokensEach, (long) rows * tokensEach, arrivedAt, () -> {});
    }
}
