package io.bloomline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.it.cluster.Cluster;
import io.bloomline.it.cluster.ClusterExtension;
import io.bloomline.it.support.kserve.Cable.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server of the model is away, or can't be reached: the job waits, and lives on. */
@ExtendWith(ClusterExtension.class)
class ModelServerFaultsIT {

    /** How often a document can be asked again while an outage lasts as long as these do, by the time limit of an answer. */
    private static final int TIMES_AGAIN = 4;

    @Test
    void survivesTheDeathOfTheServer(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "killed-server", 2, 7)) {
            trial.awaitAsked(50);
            cluster.models().kill();
            trial.interruptedModel(1);
            trial.awaitWritten(100);
            cluster.models().restart();
            trial.recover();
            assertThat(trial.job().restores()).isZero();
            assertThat(trial.finish()).isEmpty();
        }
    }

    @Test
    void survivesAServerThatHangs(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "paused-server", 2, 8)) {
            trial.awaitAsked(50);
            cluster.models().pause();
            trial.interruptedModel(TIMES_AGAIN);
            trial.awaitWritten(400);
            cluster.models().resume();
            trial.recover();
            assertThat(trial.job().restores()).isZero();
            assertThat(trial.finish()).isEmpty();
        }
    }

    @Test
    void survivesACutTowardsTheServer(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "cut-server", 2, 9)) {
            trial.awaitAsked(50);
            cluster.models().cable().cut();
            trial.interruptedModel(1);
            trial.awaitWritten(200);
            cluster.models().cable().mend();
            trial.recover();
            assertThat(trial.job().restores()).isZero();
            assertThat(trial.finish()).isEmpty();
        }
    }

    @Test
    void survivesAServerThatHearsAndIsNotHeard(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "mute-server", 2, 10)) {
            trial.awaitAsked(50);
            cluster.models().cable().freeze(Direction.TO_CLIENT);
            trial.interruptedModel(TIMES_AGAIN);
            trial.awaitWritten(400);
            cluster.models().cable().thaw();
            trial.recover();
            assertThat(trial.job().restores()).isZero();
            assertThat(trial.finish()).isEmpty();
        }
    }
}
