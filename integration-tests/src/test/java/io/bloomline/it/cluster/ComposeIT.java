package io.bloomline.it.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What {@code docker compose up} starts does its work; a stand-in answers in Triton's place where there is no Triton. */
@OnContainers
class ComposeIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** The cluster makes the image, and is a second reason for which this is skipped. */
    @Test
    void translatesItsDocumentsAndGoesOnWhereItsJobManagerEndedOrItWasStopped(Cluster images) throws IOException {
        Optional<List<String>> command = Compose.here();
        if (Boolean.getBoolean("require-docker")) {
            assertThat(command).as("docker compose").isPresent();
        }
        assumeThat(command).as("docker compose").isPresent();
        int kafka = Ports.free();
        int flink = Ports.free();
        Compose compose = new Compose(
                command.get(),
                Map.of(
                        "COMPOSE_PROJECT_NAME", "bloomline-test",
                        "BLOOMLINE_IMAGE", BloomlineImage.NAME,
                        "KAFKA_IMAGE", Image.KAFKA.reference(),
                        "TRITON_IMAGE", System.getProperty("triton.image", LocalImage.triton(Image.JAVA.reference())),
                        "KAFKA_PORT", Integer.toString(kafka),
                        "FLINK_PORT", Integer.toString(flink)));
        compose.run("down", "--volumes");
        try {
            compose.run("up", "--detach", "triton", "taskmanager", "job");
            Topics topics = new Topics("localhost:" + kafka);
            List<String> expected = expectedKeys();
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> results(topics).size() >= expected.size());
            assertThat(results(topics)).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(topics.readCommitted("documents.dead-letters")).hasSize(1);

            compose.run("restart", "jobmanager");
            compose.run("up", "--detach", "job");
            topics.write(List.of(new ProducerRecord<>(
                    "documents", "{\"id\": \"later\", \"text\": \"Monday\", \"language\": \"en\"}".getBytes(UTF_8))));
            expected.addAll(List.of("later@fr", "later@sw"));
            await().atMost(PATIENCE).until(() -> results(topics).size() >= expected.size());
            assertThat(results(topics)).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(topics.readCommitted("documents.dead-letters")).hasSize(1);

            compose.run("exec", "-T", "jobmanager", "bash", "/jobs/stop", "/jobs/translations.yaml");
            compose.run("up", "--detach", "job");
            topics.write(List.of(new ProducerRecord<>(
                    "documents", "{\"id\": \"last\", \"text\": \"Monday\", \"language\": \"en\"}".getBytes(UTF_8))));
            expected.addAll(List.of("last@fr", "last@sw"));
            await().atMost(PATIENCE).until(() -> results(topics).size() >= expected.size());
            assertThat(results(topics)).containsExactlyInAnyOrderElementsOf(expected);
        } catch (AssertionError | RuntimeException failed) {
            Files.writeString(images.folder().resolve("compose.log"), compose.run("logs", "--no-color"));
            throw failed;
        } finally {
            compose.run("down", "--volumes");
        }
    }

    /** Of the documents that come with it, each into two languages but its own. */
    private static List<String> expectedKeys() throws IOException {
        List<String> keys = new ArrayList<>();
        for (String line : Files.readAllLines(Bloomline.HOME.resolve("deploy/compose/documents/documents.jsonl"))) {
            if (line.startsWith("{")) {
                JsonNode document = JSON.readTree(line);
                for (String target : List.of("fr", "sw")) {
                    if (!target.equals(document.path("language").asText())) {
                        keys.add(document.path("id").asText() + "@" + target);
                    }
                }
            }
        }
        return keys;
    }

    private static List<String> results(Topics topics) {
        return topics.readResults("translations").stream()
                .map(result -> new String(result.key(), UTF_8))
                .toList();
    }
}
