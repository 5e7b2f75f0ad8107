package io.bloomline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bloomline.it.cluster.Cluster;
import io.bloomline.it.cluster.ClusterFolder;
import io.bloomline.it.cluster.JobClasses;
import io.bloomline.it.cluster.ProcessCluster;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A cluster for jobs of all kinds outlives them. */
@Tag("calm") // readers wait for three processes to load all classes again
class EndedJobsIT {

    /** Flink loads the classes of each job by one of its own. */
    private static final String CLASS_LOADER = "org.apache.flink.util.ChildFirstClassLoader";

    /** Java's method handles remember the types that they were last called with. */
    private static final long REMEMBERED = 1;

    /** Else each job would take 30 MB of every process for good. */
    @Test
    void leaveNoClassesBehind() {
        Path folder = ClusterFolder.empty("ended-jobs");
        try (Cluster cluster = ProcessCluster.start(folder, JobClasses.OF_EACH_JOB)) {
            try (Trial trial = Trial.start(cluster, "ended", 2, 27)) {
                trial.awaitAsked(20);
                trial.upgrade();
                assertThat(trial.finish()).isEmpty();
            }
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(cluster.flink().usagesOfAll())
                            .hasSize(3)
                            .allSatisfy(process -> assertThat(process.classLoaders(CLASS_LOADER))
                                    .isLessThanOrEqualTo(REMEMBERED)));
        }
    }
}
