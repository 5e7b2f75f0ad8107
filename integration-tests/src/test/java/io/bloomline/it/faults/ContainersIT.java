package io.bloomline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.it.cluster.Cluster;
import io.bloomline.it.cluster.OnContainers;
import org.junit.jupiter.api.Test;

/** The same promises where everything is a container, and the job is submitted by {@code flink run}. */
@OnContainers
class ContainersIT {

    @Test
    void answersEachDocumentOnceWhenNothingHappens(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "calm", 2, 21)) {
            trial.awaitSeen(200);
            assertThat(trial.job().restores()).isZero();
            assertThat(trial.finish()).isEmpty();
        }
    }

    @Test
    void survivesTheDeathOfItsTaskManagers(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "killed-task-managers", 2, 22)) {
            trial.awaitAsked(50);
            for (int index = 0; index < cluster.flink().taskManagers(); index++) {
                cluster.flink().replaceTaskManager(index);
            }
            trial.awaitWritten(100);
            trial.recover();
            assertThat(trial.job().restores()).isPositive();
            assertThat(trial.finish()).isEmpty();
        }
    }

    @Test
    void survivesABrokerThatStandsStill(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "paused-broker", 2, 23)) {
            trial.awaitAsked(50);
            cluster.broker().pause();
            trial.awaitWritten(200);
            cluster.broker().resume();
            trial.recover();
            assertThat(trial.finish()).isEmpty();
        }
    }

    @Test
    void survivesTheDeathOfTheModelServer(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "killed-server", 2, 24)) {
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
}
