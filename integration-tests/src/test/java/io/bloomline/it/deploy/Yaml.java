package io.bloomline.it.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomline.it.support.Bloomline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;

/** YAML as a tree, with aliases and merge keys resolved. */
final class Yaml {

    static final Path DEPLOY = Bloomline.HOME.resolve("deploy");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Yaml() {}

    /** The documents of a text, empty ones left out; refuses a key that stands there twice. */
    static List<JsonNode> documents(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<JsonNode> documents = new ArrayList<>();
        new org.yaml.snakeyaml.Yaml(options).loadAll(text).forEach(document -> {
            if (document != null) {
                documents.add(JSON.valueToTree(document));
            }
        });
        return documents;
    }

    /** The one document of a file under {@code deploy}. */
    static JsonNode file(String path) {
        return documents(read(DEPLOY.resolve(path))).get(0);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All values of a key, wherever it stands below a node. */
    static Stream<JsonNode> all(JsonNode below, String key) {
        return below.findValues(key).stream();
    }

    /** The elements of a list, or none where there is no list. */
    static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).filter(Objects::nonNull);
    }

    static Stream<String> names(JsonNode map) {
        return map.propertyStream().map(entry -> entry.getKey());
    }
}
