package io.bloomline.it.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomline.it.support.Bloomline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real Prometheus with the configuration and rules of {@code deploy/monitoring}, as a process of this machine. */
final class Prometheus implements AutoCloseable {

    /** Where the project keeps what is to be monitored by. */
    static final Path DEPLOYED = Bloomline.HOME.resolve("deploy/monitoring");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private Prometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one that looks at a Flink process each second, and waits until it answers.
     *
     * @param folder    an empty one for its data
     * @param flinkPort where Flink's reporter is
     */
    static Prometheus start(Path folder, int flinkPort) {
        try {
            Path configuration = deployed(folder, flinkPort);
            int port = freePort();
            Process process = new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + configuration,
                            "--storage.tsdb.path=" + folder.resolve("data"),
                            "--web.listen-address=127.0.0.1:" + port,
                            "--log.level=warn")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("prometheus.log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            Prometheus started = new Prometheus(process, port);
            Awaitility.await().atMost(PATIENCE).until(started::isReady);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Prometheus could not be started", e);
        }
    }

    /** The project's own files, with a target and a pace of this run. */
    private static Path deployed(Path folder, int flinkPort) throws IOException {
        Files.createDirectories(folder.resolve("rules"));
        Files.createDirectories(folder.resolve("targets"));
        try (Stream<Path> rules = Files.list(DEPLOYED.resolve("rules"))) {
            for (Path rule : rules.filter(Files::isRegularFile).toList()) {
                Files.copy(rule, folder.resolve("rules").resolve(rule.getFileName()));
            }
        }
        Files.writeString(folder.resolve("targets/flink.yml"), "- targets: ['localhost:%d']\n".formatted(flinkPort));
        String configuration = Files.readString(DEPLOYED.resolve("prometheus.yml"));
        return Files.writeString(
                folder.resolve("prometheus.yml"),
                configuration.replaceAll("(scrape_interval|evaluation_interval): \\S+", "$1: 1s"));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new AssertionError("Prometheus ended with exit code " + process.exitValue());
        }
        try {
            return client.send(request("/-/ready"), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while Prometheus started", e);
        }
    }

    /** What an expression is now: its series, each with labels and a value. Fails when it is no expression. */
    List<JsonNode> query(String expression) {
        return elements(get("/api/v1/query?query=" + encoded(expression)).at("/data/result"));
    }

    /**
     * What an expression was.
     *
     * @param start seconds since 1970, as {@code end}
     * @param step  seconds from one value to the next
     */
    List<JsonNode> queryRange(String expression, long start, long end, long step) {
        return elements(get("/api/v1/query_range?query=%s&start=%d&end=%d&step=%d"
                        .formatted(encoded(expression), start, end, step))
                .at("/data/result"));
    }

    /** The alerting rules that it has read, each with its name and expression. */
    List<JsonNode> alerts() {
        return elements(get("/api/v1/rules?type=alert").at("/data/groups")).stream()
                .flatMap(group -> elements(group.get("rules")).stream())
                .toList();
    }

    private JsonNode get(String path) {
        try {
            HttpResponse<String> response = client.send(request(path), BodyHandlers.ofString());
            JsonNode answer = JSON.readTree(response.body());
            if (!answer.path("status").asText().equals("success")) {
                throw new AssertionError("Prometheus refused " + path + ": " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("Prometheus could not be asked for " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while Prometheus was asked", e);
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<JsonNode> elements(JsonNode array) {
        return Stream.iterate(0, i -> i < array.size(), i -> i + 1)
                .map(array::get)
                .toList();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().onExit().join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
