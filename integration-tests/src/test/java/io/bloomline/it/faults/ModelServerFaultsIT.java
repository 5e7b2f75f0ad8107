package io.bloomline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.it.cluster.Cluster;
import io.bloomline.it.cluster.ClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server of the model is away, or can't be reached: the job waits, and lives on. */
@ExtendWith(ClusterExtension.class)
class ModelServerFaultsIT {

    @Test
    void survivesTheDeathOfTheServer(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "killed-server", 2, 7)) {
            trial.awaitAsked(50);
            trial.suffer(ModelServerFaults.DIES, 100);
            trial.recover();
            assertThat(trial.job().restores()).isZero();
            assertThat(trial.finish()).isEmpty();
        }
    }

    @Test
    void survivesAServerThatHangs(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "paused-server", 2, 8)) {
            trial.awaitAsked(50);
            trial.suffer(ModelServerFaults.STANDS_STILL, 400);
            trial.recover();
            assertThat(trial.job().restores()).isZero();
            assertThat(trial.finish()).isEmpty();
        }
    }

    @Test
    void survivesACutTowardsTheServer(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "cut-server", 2, 9)) {
            trial.awaitAsked(50);
            trial.suffer(ModelServerFaults.CUT_OFF, 200);
            trial.recover();
            assertThat(trial.job().restores()).isZero();
            assertThat(trial.finish()).isEmpty();
        }
    }

    @Test
    void survivesAServerThatHearsAndIsNotHeard(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "mute-server", 2, 10)) {
            trial.awaitAsked(50);
            trial.suffer(ModelServerFaults.UNHEARD, 400);
            trial.recover();
            assertThat(trial.job().restores()).isZero();
            assertThat(trial.finish()).isEmpty();
        }
    }

    @Test
    void survivesAServerThatHearsNothing(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "deaf-server", 2, 28)) {
            trial.awaitAsked(50);
            trial.suffer(ModelServerFaults.HEARS_NOTHING, 400);
            trial.recover();
            assertThat(trial.job().restores()).isZero();
            assertThat(trial.finish()).isEmpty();
        }
    }
}
