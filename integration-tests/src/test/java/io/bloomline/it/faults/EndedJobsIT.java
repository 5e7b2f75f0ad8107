package io.bloomline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bloomline.it.cluster.Cluster;
import io.bloomline.it.cluster.ClusterExtension;
import io.bloomline.it.process.Usage;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A cluster outlives its jobs. */
@ExtendWith(ClusterExtension.class)
class EndedJobsIT {

    /** Flink loads the classes of each job by one of its own. */
    private static final String CLASS_LOADER = "org.apache.flink.util.ChildFirstClassLoader";

    /** Java's method handles remember the types that they were last called with. */
    private static final long REMEMBERED = 1;

    /** Else each job would take 30 MB of every process for good. */
    @Test
    void leaveNoClassesBehind(Cluster cluster) {
        Map<Usage, Long> before = classLoaders(cluster);
        try (Trial trial = Trial.start(cluster, "ended", 2, 27)) {
            for (int upgrade = 0; upgrade < 2; upgrade++) {
                trial.awaitAsked(20);
                trial.upgrade();
            }
            assertThat(trial.finish()).isEmpty();
        }
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(classLoaders(cluster))
                .allSatisfy((process, loaders) ->
                        assertThat(loaders).isLessThanOrEqualTo(before.getOrDefault(process, 0L) + REMEMBERED)));
    }

    private static Map<Usage, Long> classLoaders(Cluster cluster) {
        return cluster.flink().usagesOfAll().stream()
                .collect(Collectors.toMap(Function.identity(), process -> process.classLoaders(CLASS_LOADER)));
    }
}
