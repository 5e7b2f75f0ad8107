package io.bloomline.it.cluster;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a JobManager does and tells over HTTP.
 *
 * @param port its port on this machine
 */
record JobManagerApi(int port) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    /** Only ends what hangs. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** Waits until so many slots, free or in use, are there of TaskManagers that have been heard from since the call. */
    void awaitSlots(int slots) {
        long now = System.currentTimeMillis();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> slotsHeardOfSince(now) == slots);
    }

    /** One that was killed a moment ago is still counted as there. */
    private int slotsHeardOfSince(long millis) {
        int slots = 0;
        for (JsonNode taskManager : get("/taskmanagers").path("taskmanagers")) {
            // Flink's name for when the last one came, in milliseconds since 1970.
            long heard = taskManager.path("timeSinceLastHeartbeat").asLong();
            slots += heard > millis ? taskManager.path("slotsNumber").asInt() : 0;
        }
        return slots;
    }

    /** Runs a program from a jar that is there; returns the id of its job. */
    String run(String jar, List<String> arguments, int parallelism, @Nullable String from) {
        var body = JSON.createObjectNode().put("parallelism", parallelism);
        body.set("programArgsList", JSON.valueToTree(arguments));
        if (from != null) {
            body.put("savepointPath", from);
        }
        return post("/jars/" + jar + "/run", body).path("jobid").asText();
    }

    String state(String job) {
        return get("/jobs/" + job).path("state").asText();
    }

    /** How often the job was restored from a checkpoint or savepoint. */
    int restores(String job) {
        return get("/jobs/" + job + "/checkpoints")
                .path("counts")
                .path("restored")
                .asInt();
    }

    /** Why the newest checkpoint that failed did so; empty when none has. */
    String checkpointFailure(String job) {
        return get("/jobs/" + job + "/checkpoints")
                .path("latest")
                .path("failed")
                .path("failure_message")
                .asText();
    }

    /** Stops a job with a savepoint, drained or with what is under way in it, and returns the savepoint's path. */
    String stop(String job, boolean drain) {
        String request = post("/jobs/" + job + "/stop", JSON.createObjectNode().put("drain", drain))
                .path("request-id")
                .asText();
        JsonNode done = await().atMost(PATIENCE)
                .until(
                        () -> get("/jobs/" + job + "/savepoints/" + request),
                        answer -> answer.path("status").path("id").asText().equals("COMPLETED"));
        String location = done.path("operation").path("location").asText();
        if (location.isEmpty()) {
            throw new AssertionError("no savepoint: " + done);
        }
        await().atMost(PATIENCE).until(() -> state(job).equals("FINISHED"));
        return location;
    }

    /** Cancels a job, and waits until it has let go. */
    void cancel(String job) {
        send(request("/jobs/" + job).method("PATCH", BodyPublishers.noBody()).build());
        await().atMost(PATIENCE)
                .until(() -> List.of("CANCELED", "FAILED", "FINISHED").contains(state(job)));
    }

    /** Why a job failed, as far as the JobManager knows. */
    String failure(String job) {
        return get("/jobs/" + job + "/exceptions").path("exceptionHistory").toString();
    }

    private JsonNode get(String path) {
        return send(request(path).GET().build());
    }

    private JsonNode post(String path, JsonNode body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE);
    }

    private static JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new AssertionError(request + ": " + response.statusCode() + " " + response.body());
            }
            return response.body().isEmpty() ? JSON.valueToTree(Map.of()) : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError("the JobManager doesn't answer " + request, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while asking the JobManager", e);
        }
    }
}
