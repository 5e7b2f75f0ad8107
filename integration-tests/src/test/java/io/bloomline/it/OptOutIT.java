package io.bloomline.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bloomline.it.guarantee.ExactlyOnce;
import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.InThisJvm;
import io.bloomline.it.support.JobYaml;
import io.bloomline.it.support.Topics;
import io.bloomline.job.local.LocalBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who opts out of being shown to a model, before, while and between runs, is heeded, and so is who comes back. */
class OptOutIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern SAVEPOINT = Pattern.compile("--from (\\S+)");
    private static final int TERMINATED = 143;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void isHeededBeforeWhileAndBetweenRunsAndSoIsComingBack() throws IOException {
        try (LocalBroker broker = LocalBroker.start(LocalBroker.Options.in(folder.resolve("broker")))) {
            Topics topics = new Topics(broker.bootstrapServers());
            broker.createTopics(List.of("documents", "results", "dead", "opt-outs"), 2);
            Path job = job(broker.bootstrapServers());

            optOut(topics, "before", "yes");
            send(topics, "before", "while", "between", "person", "other");
            String savepoint;
            try (Bloomline.Running running = start(job)) {
                awaitAnswers(topics, "while", "between", "person", "other");
                assertThat(history(topics, "before")).isNotEmpty().containsOnly("deleted");

                optOut(topics, "while", "yes");
                await().atMost(PATIENCE).until(() -> isDeleted(topics, "while"));
                send(topics, "while", "second");
                awaitAnswers(topics, "second");
                assertThat(isDeleted(topics, "while")).isTrue();
                assertThat(history(topics, "while")).containsOnlyOnce("answered");
                savepoint = stop(running);
            }

            optOut(topics, "between", "yes");
            optOut(topics, "person:person", "yes");
            optOut(topics, "before", null);
            List<String> handled = history(topics, "while");
            try (Bloomline.Running running = start(job, "--from", savepoint)) {
                await().atMost(PATIENCE).until(() -> isDeleted(topics, "between"));
                assertThat(history(topics, "person")).containsExactly("answered");
                send(topics, "before", "while", "between", "person", "third");
                awaitAnswers(topics, "before", "third");
                await().atMost(PATIENCE).until(() -> isDeleted(topics, "person"));
                stop(running);
            }

            assertThat(history(topics, "before")).endsWith("answered").containsOnlyOnce("answered");
            assertThat(history(topics, "while"))
                    .as("only deleted anew because it was sent anew")
                    .hasSize(handled.size() + 1)
                    .containsOnlyOnce("answered");
            assertThat(isDeleted(topics, "while")).isTrue();
            assertThat(isDeleted(topics, "between")).isTrue();
            assertThat(history(topics, "between")).containsOnlyOnce("answered");
            assertThat(topics.readCommitted("dead")).isEmpty();
            assertThat(ExactlyOnce.violations(
                            List.of(
                                    "before@fr",
                                    "while@fr",
                                    "between@fr",
                                    "person@fr",
                                    "other@fr",
                                    "second@fr",
                                    "third@fr"),
                            topics.readCommitted("results").stream()
                                    .filter(record -> record.value() != null)
                                    .toList(),
                            List.of()))
                    .isEmpty();
            Bloomline.Finished verified = InThisJvm.run("verify", job.toString());
            assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
        }
    }

    private Path job(String bootstrapServers) throws IOException {
        return Files.writeString(
                folder.resolve("opt-out.yaml"),
                """
                job: opt-out
                kafka: {bootstrap.servers: %s}
                source: {topics: [documents]}
                task: {translate: {to: [fr]}}
                model: {name: bloom-nano, endpoint: '%s'}
                governance: {opt-out: {topic: opt-outs}}
                sink: {topic: results, dead-letters: dead}
                flink:
                  parallelism.default: 2
                  execution.checkpointing.interval: 500ms
                  execution.checkpointing.savepoint-dir: '%s'
                """
                        .formatted(
                                bootstrapServers,
                                JobYaml.OWN_MODELS,
                                folder.resolve("savepoints").toUri()));
    }

    private static Bloomline.Running start(Path job, String... options) {
        List<String> arguments = new ArrayList<>(List.of("run", job.toString()));
        arguments.addAll(List.of(options));
        return Bloomline.start(arguments, Map.of());
    }

    private static String stop(Bloomline.Running running) {
        running.signal("TERM");
        Bloomline.Finished finished = running.finish();
        assertThat(finished.exitCode()).as(finished.err()).isEqualTo(TERMINATED);
        Matcher said = SAVEPOINT.matcher(finished.err());
        assertThat(said.find()).as(finished.err()).isTrue();
        return said.group(1);
    }

    private static void send(Topics topics, String... keys) {
        topics.write(List.of(keys).stream()
                .map(key -> record(
                        "documents",
                        key,
                        "{\"text\":\"Monday\",\"language\":\"en\",\"attributes\":{\"person\":\"%s\"}}".formatted(key)))
                .toList());
    }

    private static void optOut(Topics topics, String key, @Nullable String value) {
        topics.write(List.of(record("opt-outs", key, value)));
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String key, @Nullable String value) {
        return new ProducerRecord<>(topic, key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8));
    }

    private static void awaitAnswers(Topics topics, String... keys) {
        await().atMost(PATIENCE).until(() -> List.of(keys).stream()
                .allMatch(key -> history(topics, key).contains("answered")));
    }

    private static boolean isDeleted(Topics topics, String key) {
        List<String> history = history(topics, key);
        return !history.isEmpty() && history.get(history.size() - 1).equals("deleted");
    }

    /** What a reader of committed records sees of a document's translation, in its order. */
    private static List<String> history(Topics topics, String key) {
        List<String> history = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> found : topics.readCommitted("results")) {
            if (new String(found.key(), UTF_8).equals(key + "@fr")) {
                history.add(found.value() == null ? "deleted" : "answered");
            }
        }
        return history;
    }
}
