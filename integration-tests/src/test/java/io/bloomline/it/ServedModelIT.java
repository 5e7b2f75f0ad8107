package io.bloomline.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomline.it.guarantee.ExactlyOnce;
import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.InThisJvm;
import io.bloomline.it.support.JobYaml;
import io.bloomline.it.support.Topics;
import io.bloomline.it.support.kserve.Certificates;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.it.support.kserve.KServeServer.Options;
import io.bloomline.it.support.kserve.ServerProcess;
import io.bloomline.it.support.kserve.Toys;
import io.bloomline.job.local.LocalBroker;
import io.grpc.Metadata;
import io.grpc.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs whose model is behind a server: in each form that a server has, and one whose server dies half-way. */
class ServedModelIT {

    private static final int DOCUMENTS = 1_500;
    private static final String TOKEN = "token-of-this-test";
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final ObjectMapper JSON = new ObjectMapper();

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
                    CompletableFuture.supplyAsync(() -> InThisJvm.run("run", job.toString()));
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
            assertThat(ExactlyOnce.violations(keys, topics.readResults("results"), List.of()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void answersEachDocumentWhateverTheFormOfItsModel(Form form, @TempDir Path folder) throws Exception {
        List<String> keys = IntStream.range(0, 300).mapToObj(i -> "doc-" + i).toList();
        Certificates certificates = Certificates.in(folder).sign("server", "dns:localhost");
        Path token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        Options options = form == Form.TLS_WITH_A_TOKEN
                ? Options.PLAIN.withCredentials(certificates.server("server"))
                : Options.PLAIN;
        try (LocalBroker broker = LocalBroker.start(LocalBroker.Options.in(folder.resolve("broker")));
                KServeServer server = KServeServer.ofToys(options)) {
            if (form == Form.TLS_WITH_A_TOKEN) {
                server.guard(ServedModelIT::unlessTokenIsShown);
            }
            Topics topics = new Topics(broker.bootstrapServers());
            broker.createTopics(List.of("documents", "results", "dead"), 2);
            topics.write(keys.stream().map(ServedModelIT::document).toList());

            Path job = JobYaml.backfill(
                    folder, "form", broker.bootstrapServers(), form.lines(server.port(), certificates, token));
            Bloomline.Finished finished = InThisJvm.run("run", job.toString());

            assertThat(finished.exitCode()).as(finished.err()).isZero();
            List<ConsumerRecord<byte[], byte[]>> results = topics.readResults("results");
            assertThat(ExactlyOnce.violations(keys, results, topics.readCommitted("dead")))
                    .isEmpty();
            assertThat(server.calls()).allMatch(call -> call.streamed() == (form == Form.STREAMED_TEXT));
            for (ConsumerRecord<byte[], byte[]> result : results) {
                String text = "February " + new String(result.key(), UTF_8).substring(4);
                JsonNode json = JSON.readTree(result.value());
                if (form == Form.EMBEDDINGS) {
                    assertThat(json.get("vector")).hasSameSizeAs(Toys.vectorFor(new int[0]));
                } else {
                    assertThat(json.get("text").asText()).isEqualTo(Toys.textFor(text));
                }
            }
        }
    }

    /** How a model is served, and what a job file says of it. */
    private enum Form {
        EMBEDDINGS,
        STREAMED_TEXT,
        TLS_WITH_A_TOKEN;

        List<String> lines(int port, Certificates certificates, Path token) {
            String generate = "task: {generate: {prompt: '{text}', max-tokens: 16}}";
            return switch (this) {
                case EMBEDDINGS ->
                    List.of(
                            "task: {embed: {}}",
                            "model: {name: %s, endpoint: 'grpc://localhost:%d', tokenizer: %s}"
                                    .formatted(
                                            KServeServer.VECTORS,
                                            port,
                                            KServeServer.REPOSITORY.resolve("bloom-nano-embedding/1/tokenizer.json")));
                case STREAMED_TEXT ->
                    List.of(
                            generate,
                            "model: {name: %s, endpoint: 'grpc://localhost:%d'}"
                                    .formatted(KServeServer.STREAMED_TEXT, port));
                case TLS_WITH_A_TOKEN ->
                    List.of(
                            generate,
                            "model: {name: %s, endpoint: 'grpcs://localhost:%d', token: '${file:%s}', tls: {authorities: %s}}"
                                    .formatted(KServeServer.TEXT, port, token, certificates.authority()));
            };
        }
    }

    private static @Nullable Status unlessTokenIsShown(String method, Metadata headers) {
        boolean shown = ("Bearer " + TOKEN).equals(headers.get(AUTHORIZATION));
        return shown ? null : Status.UNAUTHENTICATED.withDescription("who are you?");
    }

    private static ProducerRecord<byte[], byte[]> document(String key) {
        String json = "{\"id\":\"%s\",\"text\":\"February %s\",\"language\":\"en\"}".formatted(key, key.substring(4));
        return new ProducerRecord<>("documents", key.getBytes(UTF_8), json.getBytes(UTF_8));
    }
}
