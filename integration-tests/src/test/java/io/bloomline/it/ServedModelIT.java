package io.bloomline.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bloomline.it.guarantee.ExactlyOnce;
import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.JobYaml;
import io.bloomline.it.support.Topics;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.it.support.kserve.ServerProcess;
import io.bloomline.job.local.LocalBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job whose model is behind a server: three processes, of which the server's dies half-way. */
class ServedModelIT {

    private static final int DOCUMENTS = 1_500;

    @Test
    void outlivesTheDeathOfItsServer(@TempDir Path folder) {
        List<String> keys =
                IntStream.range(0, DOCUMENTS).mapToObj(i -> "doc-" + i).toList();
        try (LocalBroker broker = LocalBroker.start(LocalBroker.Options.in(folder.resolve("broker")));
                ServerProcess server = ServerProcess.start(0)) {
            Topics topics = new Topics(broker.bootstrapServers());
            broker.createTopics(List.of("documents", "results", "dead"), 2);
            topics.write(keys.stream().map(ServedModelIT::document).toList());

            Path job = JobYaml.backfill(
                    folder,
                    "served",
                    broker.bootstrapServers(),
                    "{generate: {prompt: 'What kind of name is {text}? Answer:', max-tokens: 16}}",
                    KServeServer.TEXT,
                    "grpc://localhost:" + server.port());
            CompletableFuture<Bloomline.Finished> run =
                    CompletableFuture.supplyAsync(() -> Bloomline.run(List.of("run", job.toString())));
            await().atMost(Duration.ofMinutes(2)).until(() -> run.isDone() || server.rows() > DOCUMENTS / 4);
            assertThat(run)
                    .as("the job, while most documents are to be answered")
                    .isNotDone();
            server.kill();
            try (ServerProcess next = ServerProcess.start(server.port())) {
                Bloomline.Finished finished = run.join();
                assertThat(finished.exitCode()).as(finished.err()).isZero();
                assertThat(next.rows()).isPositive();
            }
            assertThat(topics.readCommitted("dead")).isEmpty();
            assertThat(ExactlyOnce.violations(keys, topics.readCommitted("results"), List.of()))
                    .isEmpty();
        }
    }

    private static ProducerRecord<byte[], byte[]> document(String key) {
        String json = "{\"id\":\"%s\",\"text\":\"February %s\",\"language\":\"en\"}".formatted(key, key.substring(4));
        return new ProducerRecord<>("documents", key.getBytes(UTF_8), json.getBytes(UTF_8));
    }
}
