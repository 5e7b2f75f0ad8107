package io.bloomline.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bloomline.it.guarantee.ExactlyOnce;
import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.InThisJvm;
import io.bloomline.it.support.JobYaml;
import io.bloomline.it.support.Topics;
import io.bloomline.it.support.kserve.Instances;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.it.support.kserve.KServeServer.Options;
import io.bloomline.job.local.LocalBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C and SIGTERM at inconvenient moments: the job stops soon, says how to go on, and owes nobody anything. */
class StopIT {

    private static final int DOCUMENTS = 1_200;
    private static final int CTRL_C = 130;
    private static final int TERMINATED = 143;
    private static final Pattern SAVEPOINT = Pattern.compile("--from (\\S+)");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder = Path.of("");

    private final List<String> keys =
            IntStream.range(0, DOCUMENTS).mapToObj(i -> "doc-" + i).toList();
    private final Instances instances = new Instances(2, Duration.ofMillis(50));
    private LocalBroker broker;
    private KServeServer server;
    private Topics topics;

    @BeforeEach
    void startServers() {
        broker = LocalBroker.start(LocalBroker.Options.in(folder.resolve("broker")));
        topics = new Topics(broker.bootstrapServers());
        broker.createTopics(List.of("documents", "results", "dead"), 2);
        topics.write(keys.stream().map(StopIT::document).toList());
        server = KServeServer.ofToys(Options.PLAIN);
        server.follow(instances);
    }

    @AfterEach
    void stopServers() {
        server.close();
        broker.close();
    }

    @Test
    void goesOnAfterCtrlCAsIfNothingHadBeen() {
        Path job = job("exactly-once");
        String savepoint = stopHalfWay(job, "INT", CTRL_C);
        assertThat(topics.openTransactions()).isEmpty();

        goOn(job, savepoint);
        assertThat(ExactlyOnce.violations(keys, topics.readResults("results"), topics.readCommitted("dead")))
                .isEmpty();
    }

    @Test
    void losesNothingWhenItIsTerminatedAndDeliversAtLeastOnce() {
        Path job = job("at-least-once");
        String savepoint = stopHalfWay(job, "TERM", TERMINATED);

        goOn(job, savepoint);
        List<String> answered =
                topics.readResults("results").stream().map(StopIT::key).toList();
        assertThat(answered).containsAll(keys).hasSizeLessThan(DOCUMENTS + 200);
        System.out.printf("%d results of %d documents, at-least-once%n", answered.size(), DOCUMENTS);
    }

    @Test
    void doesNotWaitForAModelThatIsAway() {
        Path job = job("exactly-once");
        String savepoint;
        try (Bloomline.Running running = start(job)) {
            awaitRows(400);
            server.stop();
            savepoint = savepoint(stop(running, "INT", CTRL_C));
        }
        assertThat(topics.openTransactions()).isEmpty();
        server.start();

        goOn(job, savepoint);
        assertThat(ExactlyOnce.violations(keys, topics.readResults("results"), topics.readCommitted("dead")))
                .isEmpty();
    }

    @Test
    void saysWhatIsLeftWhenTheBrokerIsAway() {
        try (Bloomline.Running running = start(job("exactly-once"), "--stop-timeout", "2")) {
            awaitRows(400);
            broker.close();
            assertThat(stop(running, "TERM", 1).err())
                    .contains("Cancelled without a savepoint, for there was no savepoint within 2 s")
                    .contains("'source.start: earliest' answers all again");
        }
    }

    @Test
    void endsAtOnceWhenItIsAskedTwice() {
        try (Bloomline.Running running = start(job("exactly-once"), "--stop-timeout", "600")) {
            awaitRows(400);
            broker.close();
            running.signal("INT");
            await().atMost(PATIENCE).until(() -> running.written().contains("Ctrl-C again ends at once"));
            Instant again = Instant.now();
            assertThat(stop(running, "INT", CTRL_C).err()).contains("Ended at once.");
            assertThat(again).isAfter(Instant.now().minusSeconds(3));
        }
    }

    @Test
    void leavesNothingBehindWhenItIsTerminatedWhileItStarts() {
        // A job is stopped when it has started, which takes a busy machine a while.
        try (Bloomline.Running running = start(job("exactly-once"), "--stop-timeout", "120")) {
            await().atMost(PATIENCE).until(() -> running.written().contains("runs in this process"));
            running.signal("TERM");
            Bloomline.Finished finished = running.finish();
            assertThat(finished.exitCode()).as(finished.err()).isEqualTo(TERMINATED);
            savepoint(finished);
            assertThat(topics.openTransactions()).isEmpty();
        }
    }

    /** Stops a job that has answered a part of the documents; returns its savepoint. */
    private String stopHalfWay(Path job, String signal, int exitCode) {
        try (Bloomline.Running running = start(job)) {
            awaitRows(400);
            String savepoint = savepoint(stop(running, signal, exitCode));
            assertThat(topics.readResults("results")).hasSizeBetween(1, DOCUMENTS - 1);
            return savepoint;
        }
    }

    private static Bloomline.Finished stop(Bloomline.Running running, String signal, int exitCode) {
        Instant asked = Instant.now();
        running.signal(signal);
        Bloomline.Finished finished = running.finish();
        Duration took = Duration.between(asked, Instant.now());
        System.out.printf("SIG%s: exit code %d after %d ms%n", signal, finished.exitCode(), took.toMillis());
        assertThat(finished.exitCode()).as(finished.err()).isEqualTo(exitCode);
        assertThat(took).isLessThan(SOON);
        assertThat(finished.err()).doesNotContain("\tat ");
        return finished;
    }

    private static String savepoint(Bloomline.Finished finished) {
        Matcher said = SAVEPOINT.matcher(finished.err());
        assertThat(said.find()).as(finished.err()).isTrue();
        return said.group(1);
    }

    private void goOn(Path job, String savepoint) {
        Bloomline.Finished finished = InThisJvm.run("run", job.toString(), "--from", savepoint);
        assertThat(finished.exitCode()).as(finished.err()).isZero();
    }

    private static Bloomline.Running start(Path job, String... options) {
        List<String> arguments = new ArrayList<>(List.of("run", job.toString()));
        arguments.addAll(List.of(options));
        return Bloomline.start(arguments, Map.of());
    }

    private Path job(String delivery) {
        return JobYaml.backfill(
                folder,
                "stop",
                broker.bootstrapServers(),
                List.of(
                        "task: {generate: {prompt: '{text}', max-tokens: 16}}",
                        "model: {name: %s, endpoint: 'grpc://localhost:%d'}"
                                .formatted(KServeServer.TEXT, server.port()),
                        "batching: {max-items: 8, max-pending: 256, max-in-flight: 2}",
                        "flink: {execution.checkpointing.interval: 1s, execution.checkpointing.savepoint-dir: '%s'}"
                                .formatted(folder.resolve("savepoints").toUri())),
                delivery);
    }

    private void awaitRows(long rows) {
        await().atMost(PATIENCE).until(() -> instances.rows() >= rows);
    }

    private static String key(ConsumerRecord<byte[], byte[]> found) {
        return new String(found.key(), UTF_8);
    }

    private static ProducerRecord<byte[], byte[]> document(String key) {
        String json = "{\"id\":\"%s\",\"text\":\"text of %s\"}".formatted(key, key);
        return new ProducerRecord<>("documents", key.getBytes(UTF_8), json.getBytes(UTF_8));
    }
}
