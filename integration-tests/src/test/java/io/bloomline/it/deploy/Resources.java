package io.bloomline.it.deploy;

import static io.bloomline.it.deploy.Yaml.elements;

import com.fasterxml.jackson.databind.JsonNode;
import io.bloomline.job.file.JobFile;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What goes to a Kubernetes together.
 *
 * @param all the resources
 */
record Resources(List<JsonNode> all) {

    Stream<JsonNode> of(String kind) {
        return all.stream().filter(resource -> resource.path("kind").asText().equals(kind));
    }

    JsonNode the(String kind, String name) {
        return of(kind).filter(resource -> name(resource).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    Set<String> names(String kind) {
        return of(kind).map(Resources::name).collect(Collectors.toSet());
    }

    /** The one job file that is there. */
    JobFile job() {
        JsonNode data = of("ConfigMap").findFirst().orElseThrow().path("data");
        return JobFiles.read(data.path("job.yaml").asText());
    }

    /** What pods are made of, JobManager's and TaskManagers' first. */
    List<JsonNode> podSpecs() {
        return List.of(
                the("FlinkDeployment", "translations").at("/spec/podTemplate/spec"),
                the("StatefulSet", "triton").at("/spec/template/spec"));
    }

    /** Names by which volumes ask for something of a kind. */
    Set<String> asked(String volume, String name) {
        return all.stream()
                .flatMap(resource -> Yaml.all(resource, "volumes"))
                .flatMap(Yaml::elements)
                .map(found -> found.path(volume).path(name).asText())
                .filter(found -> !found.isEmpty())
                .collect(Collectors.toSet());
    }

    /** The element of a list that has a name. */
    static JsonNode named(JsonNode list, String name) {
        return elements(list)
                .filter(element -> element.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + list));
    }

    static String name(JsonNode resource) {
        return resource.at("/metadata/name").asText();
    }
}
