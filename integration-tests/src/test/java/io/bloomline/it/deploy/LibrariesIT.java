package io.bloomline.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomline.it.support.LauncherClasses;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The jar says which libraries are in it, and all of them may be passed on under the Apache License. */
class LibrariesIT {

    private static final String BILL = "META-INF/sbom/bloomline.cdx.json";

    /** By SPDX; of a choice any is enough. */
    private static final Set<String> GOOD =
            Set.of("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT", "MIT-0", "Unicode-3.0", "CC0-1.0");

    private final JsonNode bill = bill();

    @Test
    void eachIsUnderALicenceThatAllowsIt() {
        assertThat(licences()).isNotEmpty().allSatisfy((library, licences) -> assertThat(licences)
                .as(library)
                .containsAnyElementsOf(GOOD));
    }

    @Test
    void areListedWithTheirLicencesForPeople() throws IOException {
        Path page = Yaml.DEPLOY.resolve("LIBRARIES.md");
        String made = licences().entrySet().stream()
                .map(entry -> "| `" + entry.getKey() + "` | " + String.join(" or ", entry.getValue()) + " |\n")
                .collect(Collectors.joining());
        String text = Files.readString(page);
        int table = text.indexOf("|---|---|\n") + "|---|---|\n".length();
        String wanted = text.substring(0, table) + made;
        if (Boolean.getBoolean("update-reference")) {
            Files.writeString(page, wanted);
        }
        assertThat(Files.readString(page))
                .as("deploy/LIBRARIES.md; -Dupdate-reference=true writes it anew")
                .isEqualTo(wanted);
    }

    @Test
    void areTheSameAsTheJarHolds() throws IOException {
        Set<String> names = StreamSupport.stream(bill.path("components").spliterator(), false)
                .map(component -> component.path("name").asText())
                .collect(Collectors.toSet());
        assertThat(names)
                .contains("kafka-clients", "flink-connector-kafka", "grpc-netty-shaded", "onnxruntime", "avro")
                .doesNotContain("flink-runtime", "kafka_2.13", "junit-jupiter");
    }

    /** Kafka's client needs a library for it that only a broker has by itself. */
    @Test
    void areEnoughToLogInByOAuth() throws Exception {
        URL[] jar = {LauncherClasses.JAR.toUri().toURL()};
        try (URLClassLoader alone = new URLClassLoader(jar, ClassLoader.getPlatformClassLoader())) {
            Class<?> validator =
                    Class.forName("org.apache.kafka.common.security.oauthbearer.DefaultJwtValidator", true, alone);
            assertThat(validator.getConstructors()).isNotEmpty();
            assertThat(validator.getConstructor().newInstance()).isNotNull();
        }
    }

    /** By group and name, our own left out. */
    private Map<String, Set<String>> licences() {
        Map<String, Set<String>> licences = new TreeMap<>();
        for (JsonNode component : bill.path("components")) {
            String group = component.path("group").asText();
            if (!group.equals("io.bloomline")) {
                licences.put(group + ":" + component.path("name").asText(), licences(component));
            }
        }
        return licences;
    }

    private static Set<String> licences(JsonNode component) {
        return StreamSupport.stream(component.path("licenses").spliterator(), false)
                .flatMap(each -> {
                    String expression = each.path("expression").asText();
                    JsonNode licence = each.path("license");
                    return expression.isEmpty()
                            ? Stream.of(licence.path("id")
                                    .asText(licence.path("name").asText()))
                            : Arrays.stream(expression.replaceAll("[()]", "").split(" OR ", -1));
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode bill() {
        try (JarFile jar = new JarFile(LauncherClasses.JAR.toFile());
                InputStream in = jar.getInputStream(jar.getEntry(BILL))) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new AssertionError(LauncherClasses.JAR + " holds no " + BILL, e);
        }
    }
}
