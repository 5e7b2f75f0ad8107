package io.bloomline.it.deploy;

import static io.bloomline.it.deploy.Yaml.elements;
import static io.bloomline.it.deploy.Yaml.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bloomline.job.file.JobFile;
import io.bloomline.job.file.ModelSettings.Endpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Compose files: what they name is there, and they agree with the job files and with what they mount. */
class ComposeTest {

    private static final Path FOLDER = Yaml.DEPLOY.resolve("compose");
    private static final String ALL = "compose.yaml";
    private static final String OWN = "compose.own.yaml";

    private final Map<String, String> variables = Yaml.read(FOLDER.resolve(".env"))
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> line.split("=", 2))
            .collect(Collectors.toMap(line -> line[0], line -> line[1]));

    @ParameterizedTest
    @ValueSource(strings = {ALL, OWN})
    void mountsOnlyWhatIsThere(String file) {
        JsonNode compose = compose(file);
        Set<String> volumes = names(compose.path("volumes")).collect(Collectors.toSet());
        assertThat(mounts(compose).map(mount -> mount.split(":", 2)[0]))
                .isNotEmpty()
                .allSatisfy(source -> {
                    if (source.startsWith(".")) {
                        assertThat(FOLDER.resolve(source)).exists();
                    } else {
                        assertThat(volumes).contains(source);
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL, OWN})
    void mountsFilesOfTheProjectToBeReadOnly(String file) {
        assertThat(mounts(compose(file)).filter(mount -> mount.startsWith(".")))
                .isNotEmpty()
                .allSatisfy(mount -> assertThat(mount).endsWith(":ro"));
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL, OWN})
    void takesEachVersionAndPortFromAVariable(String file) {
        Set<String> asked = Pattern.compile("\\$\\{([A-Z_]+)}")
                .matcher(Yaml.read(FOLDER.resolve(file)))
                .results()
                .map(variable -> variable.group(1))
                .collect(Collectors.toSet());
        assertThat(variables.keySet()).containsAll(asked);
        assertThat(services(compose(file)).map(service -> service.path("image").asText()))
                .isNotEmpty()
                .allSatisfy(image -> assertThat(image).matches("\\$\\{[A-Z]+_IMAGE}"));
        assertThat(variables.entrySet().stream()
                        .filter(variable -> variable.getKey().endsWith("_IMAGE"))
                        .map(Map.Entry::getValue))
                .isNotEmpty()
                .allSatisfy(image -> assertThat(image).matches(".+:v?\\d+\\.\\d+.*"));
        assertThat(variables).containsEntry("BLOOMLINE_IMAGE", "bloomline:" + Release.VERSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL, OWN})
    void waitsOnlyForServicesThatAreThere(String file) {
        JsonNode compose = compose(file);
        Set<String> services = names(compose.path("services")).collect(Collectors.toSet());
        assertThat(services(compose).flatMap(service -> names(service.path("depends_on"))))
                .isNotEmpty()
                .allSatisfy(service -> assertThat(services).contains(service));
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL, OWN})
    void opensPortsToThisMachineOnly(String file) {
        assertThat(services(compose(file))
                        .flatMap(service -> elements(service.path("ports")))
                        .map(JsonNode::asText))
                .isNotEmpty()
                .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL, OWN})
    void letsFlinkWriteNowhereButToItsVolumes(String file) {
        JsonNode services = compose(file).path("services");
        assertThat(Stream.of("jobmanager", "taskmanager", "job").map(services::path))
                .allSatisfy(service -> {
                    assertThat(service.path("read_only").asBoolean()).isTrue();
                    assertThat(service.at("/cap_drop/0").asText()).isEqualTo("ALL");
                    assertThat(service.has("user") || service.has("privileged")).isFalse();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL, OWN})
    void holdsNoSecret(String file) {
        JsonNode compose = compose(file);
        assertThat(elements(compose.path("secrets"))
                        .map(secret -> secret.path("file").asText()))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(path).startsWith("./secrets/"));
        assertThat(services(compose)
                        .flatMap(service -> names(service.path("environment")))
                        .filter(name -> name.matches(".*(PASSWORD|TOKEN|SECRET).*")))
                .allSatisfy(name -> assertThat(name).endsWith("__FILE"));
        Set<String> secrets = names(compose.path("secrets")).collect(Collectors.toSet());
        assertThat(services(compose)
                        .flatMap(service -> elements(service.path("secrets")))
                        .map(JsonNode::asText))
                .isNotEmpty()
                .allSatisfy(secret -> assertThat(secrets).contains(secret));
    }

    @Test
    void runsAJobOnTheBrokerAndTheServerThatItStarts() {
        JsonNode services = compose(ALL).path("services");
        JobFile job = JobFiles.read(Yaml.read(FOLDER.resolve("jobs/translations.yaml")));
        assertThat(services.at("/kafka/environment/KAFKA_ADVERTISED_LISTENERS").asText())
                .contains("PLAINTEXT://" + job.kafka().values().get("bootstrap.servers"));
        List<String> servers = ((Endpoint.Servers) job.model().endpoint())
                .servers().stream().map(server -> server.host()).toList();
        assertThat(servers).containsExactly("triton");
        assertThat(Stream.of("triton", "triton-gpu")
                        .map(name -> elements(services.path(name).path("command"))
                                .map(JsonNode::asText)
                                .toList()))
                .allSatisfy(command -> assertThat(command)
                        .contains("--load-model=" + job.model().name()));
        assertThat(services.at("/triton-gpu/networks/default/aliases/0").asText())
                .isEqualTo("triton");
        String topics = Yaml.read(FOLDER.resolve("documents/write"));
        assertThat(Stream.of(
                        job.sink().topic(),
                        job.sink().deadLetters(),
                        job.source().topics().get(0)))
                .allSatisfy(topic -> assertThat(topics).containsPattern("create " + Pattern.quote(topic) + "\\b"));
    }

    @Test
    void startsTritonOnProcessorsUnlessTheGpuIsChosen() {
        JsonNode services = compose(ALL).path("services");
        assertThat(variables).containsEntry("COMPOSE_PROFILES", "cpu");
        assertThat(services.at("/triton/profiles/0").asText()).isEqualTo("cpu");
        assertThat(services.at("/triton-gpu/profiles/0").asText()).isEqualTo("gpu");
        assertThat(services.at("/triton-gpu/deploy/resources/reservations/devices/0/driver")
                        .asText())
                .isEqualTo("nvidia");
    }

    @Test
    void scrapesTheReporterThatFlinkIsConfiguredWith() {
        int port = Yaml.file("compose/flink/config.yaml")
                .path("metrics.reporter.prom.port")
                .asInt();
        assertThat(elements(Yaml.file("compose/targets/flink.yml").at("/0/targets"))
                        .map(JsonNode::asText))
                .containsExactly("jobmanager:" + port, "taskmanager:" + port);
    }

    @Test
    void readsTheLoginOfOnesOwnKafkaFromAFile() {
        String job = Yaml.read(FOLDER.resolve("jobs/own.yaml"));
        List<String> read = Pattern.compile("\\$\\{file:/run/secrets/([^}]+)}")
                .matcher(job)
                .results()
                .map((MatchResult file) -> file.group(1))
                .toList();
        assertThat(elements(compose(OWN).at("/services/job/secrets")).map(JsonNode::asText))
                .containsExactlyElementsOf(read);
        assertThat(JobFiles.read(job).job()).isEqualTo("own-translations");
    }

    private static JsonNode compose(String file) {
        return Yaml.file("compose/" + file);
    }

    private static Stream<JsonNode> services(JsonNode compose) {
        return elements(compose.path("services"));
    }

    private static Stream<String> mounts(JsonNode compose) {
        return services(compose)
                .flatMap(service -> elements(service.path("volumes")))
                .map(JsonNode::asText);
    }
}
