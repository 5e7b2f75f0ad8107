package io.bloomline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.it.cluster.Cluster;
import io.bloomline.it.cluster.ClusterExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A job is stopped with a savepoint and goes on from it. */
@ExtendWith(ClusterExtension.class)
class RescaleIT {

    /** From 1: up by one, up by more, down by more, down by one. */
    private static final List<Integer> STEPS = List.of(2, 3, 5, 2, 1);

    @Test
    void goesOnWithWhatWasUnderWay(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "stopped", 2, 11)) {
            trial.awaitAsked(50);
            trial.upgrade();
            trial.recover();
            assertThat(trial.finish()).isEmpty();
        }
    }

    /** Drained, because Flink hands what is under way to any subtask, and those of one key would not wait for each other. */
    @Test
    void goesOnWithAnyNumberOfSubtasksWhenDrained(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "rescaled", 1, 12)) {
            for (int parallelism : STEPS) {
                trial.awaitAsked(30);
                trial.rescale(parallelism);
            }
            trial.recover();
            assertThat(trial.openTransactions()).allMatch(id -> id.startsWith("bloomline-rescaled:-0-"));
            assertThat(trial.finish()).isEmpty();
        }
    }

    @Test
    void losesAndDoublesNothingWithAnyNumberOfSubtasksWhenNotDrained(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "rescaled-undrained", 1, 26)) {
            for (int parallelism : STEPS) {
                trial.awaitAsked(30);
                trial.rescaleUndrained(parallelism);
            }
            trial.recover();
            assertThat(trial.openTransactions()).allMatch(id -> id.startsWith("bloomline-rescaled-undrained:-0-"));
            assertThat(trial.finish()).isEmpty();
        }
    }
}
