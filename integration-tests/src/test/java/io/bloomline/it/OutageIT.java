package io.bloomline.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bloomline.inference.Backoff;
import io.bloomline.it.guarantee.ExactlyOnce;
import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.FlinkRest;
import io.bloomline.it.support.JobYaml;
import io.bloomline.it.support.Pace;
import io.bloomline.it.support.Topics;
import io.bloomline.it.support.kserve.Instances;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.it.support.kserve.KServeServer.Options;
import io.bloomline.job.local.LocalBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole jobs whose servers go away and come back: documents wait, none is lost, and the pace is soon what it was. */
@Tag("calm") // the pace of jobs is measured
class OutageIT {

    private static final int ITEMS = 8;
    private static final int INSTANCES = 2;
    private static final Duration PER_BATCH = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path folder = Path.of("");

    private LocalBroker broker;
    private Topics topics;

    @BeforeEach
    void startBroker() {
        broker = LocalBroker.start(LocalBroker.Options.in(folder.resolve("broker")));
        topics = new Topics(broker.bootstrapServers());
        broker.createTopics(List.of("documents", "results", "dead"), 2);
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void aMinuteWithoutTheServerIsADelay() {
        List<String> keys = writeDocuments(2_400);
        FlinkRest flink = FlinkRest.onAFreePort();
        try (KServeServer server = KServeServer.ofToys(Options.PLAIN);
                Bloomline.Running job = start(flink, server)) {
            Instances instances = new Instances(INSTANCES, PER_BATCH);
            server.follow(instances);
            awaitRows(instances, 600);

            Instant away = Instant.now();
            server.stop();
            int checkpoints = flink.completedCheckpoints();
            await().pollDelay(Duration.ofMinutes(1))
                    .atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(job.isAlive()).isTrue());
            assertThat(flink.completedCheckpoints() - checkpoints)
                    .as("checkpoints meanwhile, one being due each second")
                    .isGreaterThan(30);
            server.start();
            Instant back = Instant.now();

            Pace pace = Pace.of(finish(job, keys));
            double before = pace.between(away.minusSeconds(2), away);
            assertThat(pace.between(away.plusSeconds(5), back))
                    .as("results while the server was away")
                    .isZero();
            Duration untilBack = pace.until(0.8 * before, back);
            System.out.printf(
                    "%.0f results/s before the outage; 80 %% of that %d ms after it%n", before, untilBack.toMillis());
            assertThat(untilBack).isLessThan(Backoff.DEFAULT.cap());
        }
    }

    @Test
    void serversThatAreRestartedOneByOneCostTheirShareOfThePaceOnly() {
        List<String> keys = writeDocuments(4_400);
        try (KServeServer one = KServeServer.ofToys(Options.PLAIN);
                KServeServer two = KServeServer.ofToys(Options.PLAIN);
                Bloomline.Running job = start(FlinkRest.onAFreePort(), one, two)) {
            Instances first = new Instances(INSTANCES, PER_BATCH);
            Instances second = new Instances(INSTANCES, PER_BATCH);
            one.follow(first);
            two.follow(second);
            awaitRows(first, 500);
            Instant away = Instant.now();
            restart(one, second);
            Instant back = Instant.now();
            awaitRows(first, 100);
            restart(two, first);
            awaitRows(second, 100);

            Pace pace = Pace.of(finish(job, keys));
            double both = pace.between(away.minusSeconds(2), away);
            double alone = pace.between(away, back);
            System.out.printf("%.0f results/s from two servers, %.0f while one is away%n", both, alone);
            assertThat(alone).isGreaterThan(both / 4);
        }
    }

    /** Ends it without finishing anything, and starts it when the other has worked alone for a while. */
    private static void restart(KServeServer server, Instances other) {
        server.stop();
        awaitRows(other, 400);
        server.start();
    }

    private Bloomline.Running start(FlinkRest flink, KServeServer... servers) {
        String endpoint = Stream.of(servers)
                .map(server -> "localhost:" + server.port())
                .collect(Collectors.joining(",", "grpc://", ""));
        Path file = JobYaml.backfill(
                folder,
                "outage",
                broker.bootstrapServers(),
                List.of(
                        "task: {generate: {prompt: '{text}', max-tokens: 16}}",
                        "model: {name: %s, endpoint: '%s'}".formatted(KServeServer.TEXT, endpoint),
                        // As many slots as instances: the pace is back when the last of them is.
                        "batching: {max-items: %d, max-pending: 256, max-in-flight: %d}"
                                .formatted(ITEMS, INSTANCES * servers.length),
                        "flink: {execution.checkpointing.interval: 1s, rest.bind-port: %d}".formatted(flink.port())));
        return Bloomline.start(List.of("run", file.toString()), Map.of());
    }

    private List<ConsumerRecord<byte[], byte[]>> finish(Bloomline.Running job, List<String> keys) {
        Bloomline.Finished finished = job.finish();
        assertThat(finished.exitCode()).as(finished.err()).isZero();
        assertThat(topics.readCommitted("dead")).isEmpty();
        List<ConsumerRecord<byte[], byte[]>> results = topics.readResults("results");
        assertThat(ExactlyOnce.violations(keys, results, List.of())).isEmpty();
        return results;
    }

    private List<String> writeDocuments(int count) {
        List<String> keys = IntStream.range(0, count).mapToObj(i -> "doc-" + i).toList();
        topics.write(keys.stream().map(OutageIT::document).toList());
        return keys;
    }

    private static void awaitRows(Instances instances, long more) {
        long rows = instances.rows() + more;
        await().atMost(PATIENCE).until(() -> instances.rows() >= rows);
    }

    private static ProducerRecord<byte[], byte[]> document(String key) {
        String json = "{\"id\":\"%s\",\"text\":\"text of %s\"}".formatted(key, key);
        return new ProducerRecord<>("documents", key.getBytes(UTF_8), json.getBytes(UTF_8));
    }
}
