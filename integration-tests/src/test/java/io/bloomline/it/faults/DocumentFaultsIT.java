package io.bloomline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.it.cluster.Cluster;
import io.bloomline.it.cluster.ClusterExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** It is the documents that are unusual. */
@ExtendWith(ClusterExtension.class)
class DocumentFaultsIT {

    @Test
    void poisonousOnesBecomeDeadLettersAndNoOthersDo(Cluster cluster) {
        Plan plan = Plan.of("poison-one-percent").withLoad(Load.USUAL.withPoisonous(0.01));
        try (Trial trial = Trial.start(cluster, plan, 2, 21)) {
            trial.awaitWritten(300);
            trial.recover();
            assertThat(trial.job().restores()).isZero();
            // How often a document is asked says nothing here: good ones are asked again as witnesses against bad ones.
            assertThat(trial.finish())
                    .filteredOn(violation -> !violation.startsWith("asked "))
                    .isEmpty();
        }
    }

    @Test
    void oneHotKeyKeepsItsOrderAndDelaysNobody(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, Plan.of("hot-key").withLoad(Load.USUAL.withHot(0.3)), 2, 22)) {
            trial.awaitWritten(400);
            trial.recover();
            Duration hot = trial.medianWait(version -> version.key().equals(Load.HOT));
            Duration others = trial.medianWait(version -> !version.key().equals(Load.HOT));
            assertThat(others).isLessThanOrEqualTo(hot.plus(Duration.ofMillis(500)));
            assertThat(trial.finish()).isEmpty();
        }
    }
}
