package io.bloomline.it.deploy;

import static io.bloomline.it.deploy.Yaml.all;
import static io.bloomline.it.deploy.Yaml.elements;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bloomline.job.file.JobFile;
import io.bloomline.job.file.ModelSettings.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The resources under {@code deploy/kubernetes}: each is what its operator reads, and they agree with each other. */
class KubernetesTest {

    private static final String NO_KUBECTL = "there is no kubectl, which renders overlays";
    private static final Map<String, Resources> RENDERED = new ConcurrentHashMap<>();

    static boolean rendering() {
        return Kustomize.isThere();
    }

    @Test
    void hasABaseThatFitsItsOperators() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(Yaml.DEPLOY.resolve("kubernetes/base"))) {
            files = all.filter(file -> !Set.of("kustomization.yaml", "references.yaml", "job.yaml")
                            .contains(file.getFileName().toString()))
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(5);
        files.stream().flatMap(file -> Yaml.documents(Yaml.read(file)).stream()).forEach(Models::assertFits);
        Models.assertFits(Yaml.file("kubernetes/models.yaml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"laptop", "production"})
    @EnabledIf(value = "rendering", disabledReason = NO_KUBECTL)
    void rendersToWhatFitsItsOperators(String overlay) {
        assertThat(rendered(overlay).all()).hasSizeGreaterThan(15).allSatisfy(Models::assertFits);
    }

    @Test
    void noticesWhatNoOperatorKnows() throws IOException {
        try (Stream<Path> files = Files.list(Yaml.DEPLOY.resolve("kubernetes/base"))) {
            List<JsonNode> resources = files.flatMap(file -> Yaml.documents(Yaml.read(file)).stream())
                    .filter(document -> document.has("metadata"))
                    .toList();
            assertThat(resources).allSatisfy(resource -> {
                ObjectNode wrong = resource.deepCopy();
                ObjectNode place = wrong.has("spec") ? (ObjectNode) wrong.path("spec") : wrong;
                place.put("replicsa", 1);
                assertThatThrownBy(() -> Models.assertFits(wrong)).hasStackTraceContaining("replicsa");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"laptop", "production"})
    @EnabledIf(value = "rendering", disabledReason = NO_KUBECTL)
    void runsAJobWhoseTopicsAreThereAndAllowed(String overlay) {
        Resources resources = rendered(overlay);
        JobFile job = resources.job();
        String results = job.sink().topic();
        String deadLetters = job.sink().deadLetters();
        assertThat(resources.names("KafkaTopic"))
                .containsAll(job.source().topics())
                .contains(results, deadLetters);
        JsonNode acls = resources.the("KafkaUser", job.job()).at("/spec/authorization/acls");
        job.source().topics().forEach(topic -> assertAllowed(acls, "topic", topic, "Read", "Describe"));
        assertAllowed(acls, "topic", results, "Read", "Write", "Describe");
        assertAllowed(acls, "topic", deadLetters, "Read", "Write", "Describe");
        assertAllowed(acls, "group", job.job(), "Read");
        assertAllowed(acls, "transactionalId", "bloomline-" + job.job() + ":", "Write", "Describe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"laptop", "production"})
    @EnabledIf(value = "rendering", disabledReason = NO_KUBECTL)
    void asksEachServerThatThereIs(String overlay) {
        Resources resources = rendered(overlay);
        JsonNode triton = resources.the("StatefulSet", "triton");
        int port = resources
                .the("Service", triton.at("/spec/serviceName").asText())
                .at("/spec/ports/0/port")
                .asInt();
        List<String> servers = ((Endpoint.Servers) resources.job().model().endpoint())
                .servers().stream()
                        .map(server -> server.host() + ":" + server.port())
                        .toList();
        assertThat(servers)
                .containsExactlyElementsOf(Stream.iterate(0, i -> i + 1)
                        .limit(triton.at("/spec/replicas").asInt())
                        .map(i -> "triton-%d.triton:%d".formatted(i, port))
                        .toList());
        assertThat(elements(triton.at("/spec/template/spec/containers/0/args")).map(JsonNode::asText))
                .contains("--load-model=" + resources.job().model().name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"laptop", "production"})
    @EnabledIf(value = "rendering", disabledReason = NO_KUBECTL)
    void mountsOnlyWhatIsThere(String overlay) {
        Resources resources = rendered(overlay);
        assertThat(resources.names("ConfigMap")).containsAll(resources.asked("configMap", "name"));
        assertThat(resources.names("PersistentVolumeClaim"))
                .containsAll(resources.asked("persistentVolumeClaim", "claimName"));
        // Strimzi makes both: one for the user, one for the cluster.
        assertThat(resources.asked("secret", "secretName"))
                .containsExactlyInAnyOrderElementsOf(Set.of(resources.job().job(), "bloomline-cluster-ca-cert"));
        assertThat(resources.of("Secret")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"laptop", "production"})
    @EnabledIf(value = "rendering", disabledReason = NO_KUBECTL)
    void letsNoPodBeRootOrWriteToItsImage(String overlay) {
        assertThat(rendered(overlay).podSpecs()).allSatisfy(pod -> {
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(elements(pod.path("containers"))).isNotEmpty().allSatisfy(container -> {
                JsonNode security = container.path("securityContext");
                assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                        .isFalse();
                assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
                Set<String> volumes = elements(pod.path("volumes"))
                        .map(volume -> volume.path("name").asText())
                        .collect(Collectors.toSet());
                volumes.add("weights");
                assertThat(elements(container.path("volumeMounts"))
                                .map(mount -> mount.path("name").asText()))
                        .isSubsetOf(volumes);
            });
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"laptop", "production"})
    @EnabledIf(value = "rendering", disabledReason = NO_KUBECTL)
    void opensPortsThatAreThere(String overlay) {
        Resources resources = rendered(overlay);
        JsonNode flink = resources.the("FlinkDeployment", "translations").path("spec");
        int metrics = flink.at("/flinkConfiguration/metrics.reporter.prom.port").asInt();
        assertThat(Resources.named(flink.at("/podTemplate/spec/containers/0/ports"), "metrics")
                        .path("containerPort")
                        .asInt())
                .isEqualTo(metrics);
        assertThat(ports(resources.the("NetworkPolicy", "flink"), "ingress")).containsExactlyInAnyOrder(8081, metrics);
        Set<Integer> triton = elements(resources.the("Service", "triton").at("/spec/ports"))
                .map(port -> port.path("port").asInt())
                .collect(Collectors.toSet());
        assertThat(ports(resources.the("NetworkPolicy", "triton"), "ingress"))
                .containsExactlyInAnyOrderElementsOf(triton);
    }

    @ParameterizedTest
    @ValueSource(strings = {"laptop", "production"})
    @EnabledIf(value = "rendering", disabledReason = NO_KUBECTL)
    void givesTritonLongerToEndThanItTakes(String overlay) {
        JsonNode pod = rendered(overlay).the("StatefulSet", "triton").at("/spec/template/spec");
        int takes = elements(pod.at("/containers/0/args"))
                .map(JsonNode::asText)
                .filter(argument -> argument.startsWith("--exit-timeout-secs="))
                .mapToInt(argument -> Integer.parseInt(argument.substring(argument.indexOf('=') + 1)))
                .findFirst()
                .orElseThrow();
        assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isGreaterThan(takes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"laptop", "production"})
    @EnabledIf(value = "rendering", disabledReason = NO_KUBECTL)
    void runsTheImageOfThisRelease(String overlay) {
        Resources resources = rendered(overlay);
        JsonNode flink = resources.the("FlinkDeployment", "translations").path("spec");
        assertThat(flink.path("image").asText()).endsWith("bloomline:" + Release.VERSION);
        assertThat(flink.path("flinkVersion").asText()).isEqualTo(Release.FLINK);
        assertThat(all(Yaml.file("kubernetes/models.yaml"), "image").map(JsonNode::asText))
                .containsExactly("bloomline:" + Release.VERSION);
    }

    private static void assertAllowed(JsonNode acls, String type, String name, String... operations) {
        JsonNode rule = elements(acls)
                .filter(acl -> acl.at("/resource/type").asText().equals(type)
                        && acl.at("/resource/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is allowed on " + type + " " + name));
        assertThat(elements(rule.path("operations")).map(JsonNode::asText)).contains(operations);
    }

    private static Stream<Integer> ports(JsonNode policy, String direction) {
        return elements(policy.at("/spec/" + direction))
                .flatMap(rule -> elements(rule.path("ports")))
                .map(port -> port.path("port").asInt());
    }

    private static Resources rendered(String overlay) {
        return RENDERED.computeIfAbsent(overlay, name -> new Resources(Yaml.documents(Kustomize.render(name))));
    }
}
