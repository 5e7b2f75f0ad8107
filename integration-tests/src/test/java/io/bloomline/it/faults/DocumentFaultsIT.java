package io.bloomline.it.faults;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bloomline.it.cluster.Cluster;
import io.bloomline.it.cluster.ClusterExtension;
import io.bloomline.it.cluster.Job;
import io.bloomline.it.guarantee.ExactlyOnce;
import io.bloomline.it.guarantee.Version;
import io.bloomline.it.support.Topics;
import io.bloomline.it.support.kserve.ServeToys;
import java.util.List;
import java.util.stream.IntStream;
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
    void onePoisonousInEachBatchIsTheOnlyDeadLetterOfIt(Cluster cluster) {
        Plan plan = Plan.of("poison-per-batch");
        Topics topics = new Topics(cluster.broker().directServers());
        plan.createTopics(cluster);
        List<Document> documents = IntStream.range(0, 10 * Plan.BATCH)
                .mapToObj(i -> (i % Plan.BATCH == 0 ? ServeToys.POISON : "doc") + "-" + i)
                .map(key -> new Document(new Version(key, 0), true))
                .toList();
        topics.write(documents.stream()
                .map(document -> document.record(plan.documents()))
                .toList());
        Job job = cluster.flink().run(plan.write(cluster), 1, null);
        try (Reader reader = Reader.start(cluster.broker().directServers(), plan.results(), plan.deadLetters())) {
            await().atMost(Trial.LONGEST_WAIT).until(() -> reader.seen() == documents.size());

            assertThat(ExactlyOnce.violations(
                            documents.stream().collect(toMap(Document::version, Document::answer)), reader.outcomes()))
                    .isEmpty();
            assertThat(job.restores()).isZero();
        } finally {
            job.cancel();
        }
    }

    @Test
    void oneHotKeyThatTheModelTakesItsTimeOverKeepsItsOrderAndDelaysNobodyElse(Cluster cluster) {
        // All keys go through one subtask, which has room for those that wait for one of the hot key.
        Plan plan = Plan.of("hot-key").withLoad(Load.USUAL.withHot(0.3)).withPending(256);
        try (Trial trial = Trial.start(cluster, plan, 1, 22)) {
            trial.awaitWritten(400);
            trial.recover();
            double overtaking = trial.shareThatOvertakes(Load.HOT);
            System.out.printf("%.0f %% of the others overtake one of the hot key%n", 100 * overtaking);
            assertThat(overtaking).isGreaterThan(0.5);
            assertThat(trial.finish()).isEmpty();
        }
    }
}
