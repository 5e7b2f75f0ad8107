package io.bloomline.it.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerConfig;
import io.bloomline.it.support.JobYaml;
import io.bloomline.it.support.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

/** The image that people deploy, as the cluster of containers uses it. */
@OnContainers
class ImageIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final DockerClient docker = DockerClientFactory.instance().client();

    /** Twice, because a JVM loads a native library once, and each job has classes of its own. */
    @Test
    void runsOneJobAfterAnotherWithAModelOfItsOwn(Cluster cluster) {
        Topics topics = new Topics(cluster.broker().directServers());
        List.of("documents", "results", "dead").forEach(topic -> topics.create(topic, 2));
        topics.write(IntStream.range(0, 20)
                .mapToObj(i -> new ProducerRecord<byte[], byte[]>(
                        "documents",
                        "{\"id\": \"%d\", \"text\": \"Monday\", \"language\": \"en\"}"
                                .formatted(i)
                                .getBytes(UTF_8)))
                .toList());
        for (int round = 1; round <= 2; round++) {
            Path file = JobYaml.backfill(
                    cluster.folder(),
                    "local-model-" + round,
                    cluster.broker().jobServers(),
                    "{translate: {to: [fr]}}",
                    "bloom-nano",
                    "local:" + FlinkContainers.MODELS);
            Job job = cluster.flink().run(file, 2, null);
            await().atMost(PATIENCE).until(() -> job.state().equals("FINISHED"));
            assertThat(topics.readResults("results")).hasSize(20 * round);
        }
        assertThat(topics.readResults("results")).allSatisfy(result -> assertThat(new String(result.value(), UTF_8))
                .contains("\"lundi\""));
        assertThat(topics.readCommitted("dead")).isEmpty();
    }

    @Test
    void saysThatJobManagerAndTaskManagersAreHealthy(Cluster cluster) {
        List<String> containers =
                docker.listContainersCmd().withAncestorFilter(List.of(BloomlineImage.NAME)).exec().stream()
                        .map(container -> container.getId())
                        .toList();
        assertThat(containers).hasSize(1 + cluster.flink().taskManagers());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(containers)
                .allSatisfy(id -> assertThat(health(id)).isEqualTo("healthy")));
    }

    @Test
    void saysWhatItIsAndIsNotRoot(Cluster cluster) {
        ContainerConfig config = requireNonNull(
                docker.inspectImageCmd(BloomlineImage.NAME).exec().getConfig());
        assertThat(config.getUser()).isEqualTo("9999:9999");
        assertThat(config.getLabels())
                .containsEntry("org.opencontainers.image.title", "Bloomline")
                .containsEntry("org.opencontainers.image.base.name", Image.FLINK.reference())
                .hasEntrySatisfying("org.opencontainers.image.version", version -> assertThat(version)
                        .matches("\\d+\\.\\d+\\..+"))
                .hasEntrySatisfying("org.opencontainers.image.revision", revision -> assertThat(revision)
                        .matches("[0-9a-f]{40}|unknown"));
    }

    private String health(String container) {
        InspectContainerResponse found = docker.inspectContainerCmd(container).exec();
        return requireNonNull(found.getState().getHealth(), "no health check").getStatus();
    }
}
