package io.bloomline.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.FlinkRest;
import io.bloomline.it.support.JobYaml;
import io.bloomline.it.support.Topics;
import io.bloomline.it.support.kserve.Instances;
import io.bloomline.it.support.kserve.KServeServer;
import io.bloomline.it.support.kserve.KServeServer.Options;
import io.bloomline.it.support.kserve.Script;
import io.bloomline.job.local.LocalBroker;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job was told in confidence is in nothing that it shows, on good days and on bad ones. */
class SecretsIT {

    private static final String CANARY = "canary-8d41e7";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String LOGIN = PlainLoginModule.class.getName() + " required";

    @Test
    void areInNoMetricPlanExceptionLogOrConsole(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("job.log");
        FlinkRest flink = FlinkRest.onAFreePort();
        int brokerPort = freePort();
        int ownPort = freePort();
        try (LocalBroker broker = LocalBroker.start(withPassword(folder.resolve("broker"), brokerPort, ownPort));
                KServeServer server = KServeServer.ofToys(Options.PLAIN)) {
            server.follow(new Instances(1, Duration.ofMillis(50)));
            Topics topics = new Topics("127.0.0.1:" + ownPort);
            List.of("documents", "results", "dead").forEach(topic -> topics.create(topic, 1));
            topics.write(IntStream.range(0, 5_000).mapToObj(SecretsIT::document).toList());
            Path file = JobYaml.backfill(
                    folder,
                    "secrets",
                    broker.bootstrapServers() + ", security.protocol: SASL_PLAINTEXT, sasl.mechanism: PLAIN,"
                            + " sasl.jaas.config: '" + LOGIN + " username=\"job\" password=\"${env:CANARY}\";'",
                    List.of(
                            "task: {generate: {prompt: '{text}', max-tokens: 16}}",
                            "model: {name: %s, endpoint: 'grpc://localhost:%d', grace: 0ms, token: '${file:%s}', headers: {x-tenant: '${env:CANARY}'}}"
                                    .formatted(
                                            KServeServer.TEXT,
                                            server.port(),
                                            Files.writeString(folder.resolve("token"), CANARY)),
                            "batching: {max-items: 8}",
                            "flink: {execution.checkpointing.interval: 1s, metrics.fetcher.update-interval: 100ms, rest.bind-port: %d}"
                                    .formatted(flink.port())));
            Map<String, String> environment = Map.of("CANARY", CANARY, "BLOOMLINE_JAVA_OPTS", "-Dbloomline.log=" + log);
            try (Bloomline.Running job = Bloomline.start(List.of("run", file.toString()), environment)) {
                await().atMost(PATIENCE).until(() -> flink.completedCheckpoints() > 0);
                server.guard((method, headers) -> Status.UNAUTHENTICATED.withDescription("you are unknown now"));
                await().atMost(PATIENCE).until(() -> flink.everything().contains("you are unknown now"));
                server.guard((method, headers) -> null);
                int answered = server.calls().size();
                await().atMost(PATIENCE).until(() -> server.calls().size() > answered + 20);

                await().atMost(PATIENCE).untilAsserted(() -> assertThat(flink.everything())
                        .as("metrics, a plan and an exception are among it")
                        .contains("bloomline.model.", "documents_out_total", "\"plan\"", "you are unknown now"));
                assertThat(flink.everything()).doesNotContain(CANARY);
                server.follow(Script.FAITHFUL); // so that the rest doesn't take long
                Bloomline.Finished finished = job.finish();
                assertThat(finished.exitCode()).as(finished.err()).isZero();
                assertThat(finished.out() + finished.err()).doesNotContain(CANARY);
            }
        }
        assertThat(Files.readString(log)).contains("you are unknown now").doesNotContain(CANARY);
    }

    /** A broker that asks the job for a password, and the test at another port for nothing. */
    private static LocalBroker.Options withPassword(Path folder, int port, int ownPort) {
        String own = "OWN://127.0.0.1:" + ownPort;
        String controller = "127.0.0.1:" + freePort();
        return new LocalBroker.Options(
                folder,
                OptionalInt.of(port),
                Map.of(
                        "listeners",
                        "CLIENT://127.0.0.1:" + port + "," + own + ",CONTROLLER://" + controller,
                        "listener.security.protocol.map",
                        "CLIENT:SASL_PLAINTEXT,OWN:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "inter.broker.listener.name",
                        "OWN",
                        "controller.quorum.voters",
                        "1@" + controller,
                        "sasl.enabled.mechanisms",
                        "PLAIN",
                        "listener.name.client.plain.sasl.jaas.config",
                        LOGIN + " user_job=\"" + CANARY + "\";"));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProducerRecord<byte[], byte[]> document(int number) {
        String json = "{\"id\":\"%d\",\"text\":\"text %d\"}".formatted(number, number);
        return new ProducerRecord<>("documents", Integer.toString(number).getBytes(UTF_8), json.getBytes(UTF_8));
    }
}
