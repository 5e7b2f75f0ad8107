package io.bloomline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.it.cluster.Cluster;
import io.bloomline.it.cluster.ClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * TaskManagers die, half of them before all is well again. {@code -Dkills=100} has more of them do so, and {@code -Dseed=7} at other moments.
 */
@ExtendWith(ClusterExtension.class)
@Tag("calm") // readers wait for two TaskManagers to start, each of which takes a core for seconds
class TaskManagerFaultsIT {

    private static final int KILLS = Integer.getInteger("kills", 3);
    private static final long SEED = Long.getLong("seed", 1);

    /** How long the next one lives at most, in documents that the model is asked for. */
    private static final int LONGEST_LIFE = 150;

    @Test
    void survivesTheDeathOfTaskManagersAtAnyMoment(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "killed-task-managers", 2, SEED)) {
            for (int kill = 0; kill < KILLS; kill++) {
                trial.awaitAsked(1 + trial.random().nextInt(LONGEST_LIFE));
                trial.suffer(FlinkFaults.TASK_MANAGER_DIES, 0);
                if (trial.random().nextBoolean()) {
                    trial.recover();
                }
            }
            trial.recover();
            assertThat(trial.finish()).isEmpty();
        }
    }

    @Test
    void survivesATaskManagerThatStandsStill(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "paused-task-manager", 2, 29)) {
            trial.awaitAsked(50);
            trial.suffer(FlinkFaults.TASK_MANAGER_STANDS_STILL, 300);
            trial.recover();
            assertThat(trial.job().restores()).isZero();
            assertThat(trial.finish()).isEmpty();
        }
    }

    @Test
    void survivesATaskManagerThatWasMissedAndComesBack(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "missed-task-manager", 2, 30)) {
            trial.awaitAsked(50);
            Fault missed = FlinkFaults.TASK_MANAGER_IS_MISSED;
            trial.suffer(missed, missed.shortest());
            trial.recover();
            assertThat(trial.job().restores()).isPositive();
            assertThat(trial.finish()).isEmpty();
        } finally {
            cluster.flink().replacePausedTaskManager();
        }
    }
}
