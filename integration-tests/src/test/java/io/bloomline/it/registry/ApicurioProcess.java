package io.bloomline.it.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomline.it.process.JavaProcess;
import io.bloomline.it.process.Program;
import io.bloomline.it.support.Bloomline;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Apicurio's registry in a process of its own, which keeps schemas in memory; asked by its REST API alone. */
final class ApicurioProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path UNPACKED = Bloomline.HOME.resolve("integration-tests/target/schema-registry");

    private final JavaProcess process;
    private final URI api;
    private final HttpClient http = HttpClient.newHttpClient();

    private ApicurioProcess(JavaProcess process, URI api) {
        this.process = process;
        this.api = api;
    }

    /** Starts one, and waits until it serves. */
    static ApicurioProcess start(Path folder) {
        List<String> jvm = new ArrayList<>(Program.QUICK);
        jvm.addAll(List.of(
                "-Xmx256m",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=0",
                "-Dquarkus.log.console.format=%m%n",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        Program program = new Program(
                UNPACKED + "/*" + File.pathSeparator + UNPACKED + "/lib/*",
                "io.quarkus.runner.GeneratedMain",
                jvm,
                List.of(),
                folder.resolve("schema-registry.log"));
        JavaProcess process = JavaProcess.start(program, line -> {});
        String started = process.await("apicurio-registry");
        String address = started.substring(started.indexOf("http://")).split("\\s", 2)[0];
        return new ApicurioProcess(process, URI.create(address.replaceFirst("\\.$", "") + "/apis/ccompat/v7"));
    }

    /** Where its API is that Confluent's clients speak. */
    URI api() {
        return api;
    }

    /** Adds a schema to a subject. */
    int register(String subject, Schema schema) {
        String path = "/subjects/" + URLEncoder.encode(subject, UTF_8) + "/versions";
        return ask("POST", path, Map.of("schema", schema.toString())).get("id").asInt();
    }

    /** The schema of a number. */
    Schema schema(int number) {
        return new Schema.Parser()
                .parse(ask("GET", "/schemas/ids/" + number, null).get("schema").asText());
    }

    /** Has new schemas of all subjects be compatible with the ones before, so. */
    void demand(String compatibility) {
        ask("PUT", "/config", Map.of("compatibility", compatibility));
    }

    private JsonNode ask(String method, String path, @Nullable Map<String, String> body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(api + path))
                    .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError("the registry can't be asked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
