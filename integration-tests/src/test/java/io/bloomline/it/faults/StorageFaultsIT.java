package io.bloomline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.it.cluster.Cluster;
import io.bloomline.it.cluster.ClusterExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checkpoints can't be stored. */
@ExtendWith(ClusterExtension.class)
class StorageFaultsIT {

    @Test
    void goesOnWhileItsCheckpointsCannotBeStoredAndSaysSo(Cluster cluster) throws IOException {
        Path store = Files.createDirectory(cluster.folder().resolve("store"));
        Plan plan = Plan.of("no-storage").withFlink("execution.checkpointing.dir: " + store.toUri());
        try (Trial trial = Trial.start(cluster, plan, 2, 24)) {
            trial.awaitAsked(50);
            Path elsewhere = Files.move(store, cluster.folder().resolve("store-away"));
            Files.createFile(store); // in its place, since whoever tests as root may write anywhere
            trial.awaitCheckpointFailure();
            trial.awaitAsked(200);
            String problem = trial.job().checkpointFailure();
            Files.delete(store);
            Files.move(elsewhere, store);
            trial.recover();
            assertThat(problem).contains("IO-problem detected");
            assertThat(trial.job().restores()).isZero();
            assertThat(trial.finish()).isEmpty();
        }
    }
}
