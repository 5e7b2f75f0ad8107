package io.bloomline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bloomline.it.cluster.Cluster;
import io.bloomline.it.cluster.ClusterExtension;
import io.bloomline.it.cluster.Job;
import io.bloomline.it.guarantee.Version;
import io.bloomline.it.support.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Topics are not as they were, or their records aren't. */
@ExtendWith(ClusterExtension.class)
class TopicFaultsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String SOON = "partition.discovery.interval.ms: 500";

    @Test
    void readsAPartitionThatIsAddedWhileItRuns(Cluster cluster) {
        try (Trial trial = Trial.start(cluster, Plan.of("grown-topic").withKafka(SOON), 2, 23)) {
            trial.awaitAsked(50);
            trial.addPartition(40);
            trial.recover();
            assertThat(trial.job().restores()).isZero();
            assertThat(trial.finish()).isEmpty();
        }
    }

    @Test
    void doesNotStartWithoutItsTopicsAndNamesThem(Cluster cluster) {
        Path file = Plan.of("no-topic").write(cluster);

        assertThatThrownBy(() -> cluster.flink().run(file, 1, null))
                .hasMessageContaining("source.topics: topic no-topic.in does not exist; create it: kafka-topics.sh")
                .hasMessageContaining("sink.topic: topic no-topic.out does not exist");
    }

    @Test
    void doesNotStartWithTransactionsThatTheBrokerWouldEndBefore(Cluster cluster) {
        Plan plan = Plan.of("long-transactions").withKafka("transaction.timeout.ms: 3600000");
        plan.createTopics(cluster);

        assertThatThrownBy(() -> cluster.flink().run(plan.write(cluster), 1, null))
                .hasMessageContaining("kafka.transaction.timeout.ms: is 3600000, but the broker allows 900000"
                        + " (transaction.max.timeout.ms); lower it or raise the broker's");
    }

    @Test
    void doesNotStartWithTransactionsThatEndBeforeTheNextCheckpoint(Cluster cluster) {
        Plan plan = Plan.of("brief-transactions").withKafka("transaction.timeout.ms: 500");
        plan.createTopics(cluster);

        assertThatThrownBy(() -> cluster.flink().run(plan.write(cluster), 1, null))
                .hasMessageContaining("execution.checkpointing.interval: is 500ms, but transactions end after 500ms"
                        + " (kafka.transaction.timeout.ms); make the interval much shorter");
    }

    @Test
    void namesATopicThatIsDeletedAndLosesNothingThatWasRead(Cluster cluster) {
        Plan plan = Plan.of("deleted-topic").withKafka(SOON);
        Topics topics = new Topics(cluster.broker().directServers());
        plan.createTopics(cluster);
        topics.write(IntStream.range(0, 10)
                .mapToObj(i -> new Document(new Version("doc-" + i, 0), true).record(plan.documents()))
                .toList());
        Job job = cluster.flink().run(plan.write(cluster), 2, null);
        try {
            await().atMost(PATIENCE)
                    .until(() -> topics.readResults(plan.results()).size() == 10);

            topics.delete(plan.documents());

            await().atMost(PATIENCE).until(job::failure, why -> why.contains("topics [deleted-topic.in]"));
            assertThat(topics.readResults(plan.results())).hasSize(10);
        } finally {
            job.cancel();
        }
    }
}
