package io.bloomline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.it.cluster.Cluster;
import io.bloomline.it.cluster.ClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The JobManager dies, and with it all that it knew of its jobs; their checkpoints are in files. */
@ExtendWith(ClusterExtension.class)
class JobManagerFaultsIT {

    @Test
    void goesOnFromTheNewestCheckpointWithAnotherJobManager(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, "killed-job-manager", 2, 2)) {
            trial.awaitAsked(50);
            trial.suffer(FlinkFaults.JOB_MANAGER_DIES, 0);
            assertThat(trial.finish()).isEmpty();
        }
    }
}
