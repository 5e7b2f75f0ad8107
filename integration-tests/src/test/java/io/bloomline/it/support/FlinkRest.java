package io.bloomline.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the Flink cluster of one job tells over HTTP, while the job runs.
 *
 * @param port its port on this machine
 */
public record FlinkRest(int port) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** On a port that nobody has now. */
    public static FlinkRest onAFreePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return new FlinkRest(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The job's name for Flink, once it is known. */
    public Optional<String> job() {
        return get("/jobs").map(jobs -> jobs.at("/jobs/0/id").asText()).filter(id -> !id.isEmpty());
    }

    /** How many checkpoints the job has completed; 0 when it can't be asked. */
    public int completedCheckpoints() {
        return job().flatMap(id -> get("/jobs/" + id + "/checkpoints"))
                .map(checkpoints -> checkpoints.at("/counts/completed").asInt())
                .orElse(0);
    }

    /** All that is told of the job and of the cluster: configuration, plan, exceptions, metrics with scope and value. */
    public String everything() {
        StringBuilder all = new StringBuilder();
        for (String path : List.of("/config", "/overview", "/jobs/overview", "/jobmanager/config", "/taskmanagers")) {
            all.append(get(path).orElse(MissingNode.getInstance())).append('\n');
        }
        tellMetrics("/jobmanager/metrics", all);
        ids("/taskmanagers", "/taskmanagers").forEach(id -> tellMetrics("/taskmanagers/" + id + "/metrics", all));
        job().map(id -> "/jobs/" + id).ifPresent(job -> {
            for (String path : List.of("", "/config", "/plan", "/exceptions", "/accumulators", "/checkpoints")) {
                all.append(get(job + path).orElse(MissingNode.getInstance())).append('\n');
            }
            tellMetrics(job + "/metrics", all);
            ids(job, "/vertices").forEach(id -> tellMetrics(job + "/vertices/" + id + "/metrics", all));
        });
        return all.toString();
    }

    /** Asks first for the names, and then for each value. */
    private void tellMetrics(String path, StringBuilder all) {
        for (JsonNode metric : get(path).orElse(MissingNode.getInstance())) {
            String name = metric.get("id").asText();
            String value = get(path + "?get=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                    .map(JsonNode::toString)
                    .orElse("");
            all.append(path).append(' ').append(name).append(' ').append(value).append('\n');
        }
    }

    private List<String> ids(String path, String list) {
        List<String> ids = new ArrayList<>();
        get(path).ifPresent(answer -> answer.at(list)
                .forEach(item -> ids.add(item.get("id").asText())));
        return ids;
    }

    /** The answer to a path, or nothing while there is nobody who answers. */
    public Optional<JsonNode> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .build();
        try {
            HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(JSON.readTree(response.body())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while asking Flink", e);
        }
    }
}
