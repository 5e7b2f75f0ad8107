package io.bloomline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bloomline.it.cluster.Cluster;
import io.bloomline.it.cluster.ClusterExtension;
import io.bloomline.it.cluster.Job;
import io.bloomline.it.support.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What TRANSACTIONS.md says of those that a dead job has left over: how they are called, seen and ended. */
@ExtendWith(ClusterExtension.class)
class TransactionsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void thoseOfAJobThatIsGoneForGoodHoldReadersUpUntilTheyAreEndedByTheirNames(Cluster cluster) {
        Plan plan = Plan.of("gone-for-good");
        Topics topics = new Topics(cluster.broker().directServers());
        plan.createTopics(cluster);
        Job job = cluster.flink().run(plan.write(cluster), 1, null);
        try (Feed feed = Feed.start(cluster.broker().directServers(), plan.documents(), plan.load(), 31)) {
            await().atMost(PATIENCE).until(() -> feed.written() > 0 && topics.hidden(plan.results()) > 0);
            for (int index = 0; index < cluster.flink().taskManagers(); index++) {
                cluster.flink().replaceTaskManager(index);
            }
            job.cancel(); // before there is a TaskManager to restart it on
        }
        List<String> leftOver = ofJob(topics, plan);
        assertThat(leftOver).allMatch(id -> id.startsWith("bloomline-gone-for-good:-0-"));
        assertThat(topics.hidden(plan.results())).isPositive();

        leftOver.forEach(topics::terminateTransaction);

        await().atMost(PATIENCE).until(() -> topics.hidden(plan.results()) == 0);
        assertThat(ofJob(topics, plan)).isEmpty();
    }

    private static List<String> ofJob(Topics topics, Plan plan) {
        return topics.openTransactions().stream()
                .filter(id -> id.startsWith("bloomline-" + plan.name() + ":"))
                .toList();
    }
}
