package io.bloomline.job.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Names and dates in the languages of the small model, as CLDR writes them: what it was taught, and what it can be asked.
 *
 * @param languages what the languages call things, by language code
 * @param untrained directions that the model has seen no translation of
 */
record World(Map<String, Language> languages, Set<Direction> untrained) {

    private static final List<String> NUMBERED_KINDS = List.of("month", "weekday");
    private static final List<String> NAMED_KINDS = List.of("country", "language", "currency", Concept.DATE);

    /**
     * What a language calls things.
     *
     * @param englishName what the language itself is called
     * @param names       its names; none that means two things
     */
    record Language(String englishName, Map<Concept, String> names) {}

    /** Reads the table that was written with the model. */
    static World read(Path file) {
        try {
            JsonNode root = new ObjectMapper().readTree(file.toFile());
            Set<String> ambiguous = new HashSet<>();
            root.path("ambiguous").forEach(text -> ambiguous.add(text.asText()));
            Map<String, Language> languages = new LinkedHashMap<>();
            root.path("languages")
                    .properties()
                    .forEach(entry -> languages.put(entry.getKey(), language(entry.getValue(), ambiguous)));
            Set<Direction> untrained = new HashSet<>();
            root.path("untrained_directions")
                    .forEach(pair -> untrained.add(
                            new Direction(pair.get(0).asText(), pair.get(1).asText())));
            return new World(languages, untrained);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The names for the demo can't be read from " + file, unreadable);
        }
    }

    /** What a language calls something, or null when it has no name for it. */
    @Nullable
    String name(String language, Concept concept) {
        Language known = languages.get(language);
        return known == null ? null : known.names().get(concept);
    }

    /** What a language is called in English; its code when it is unknown. */
    String englishName(String language) {
        Language known = languages.get(language);
        return known == null ? language : known.englishName();
    }

    /** Everything of one kind that has a name somewhere, in a fixed order. */
    List<Concept> concepts(String kind) {
        var ids = new TreeSet<String>();
        for (Language language : languages.values()) {
            language.names().keySet().stream()
                    .filter(concept -> concept.kind().equals(kind))
                    .forEach(concept -> ids.add(concept.id()));
        }
        return ids.stream().map(id -> new Concept(kind, id)).toList();
    }

    private static Language language(JsonNode node, Set<String> ambiguous) {
        Map<Concept, String> names = new LinkedHashMap<>();
        for (String kind : NUMBERED_KINDS) {
            int number = 1;
            for (JsonNode name : node.path(kind)) {
                names.put(new Concept(kind, "%02d".formatted(number++)), name.asText());
            }
        }
        for (String kind : NAMED_KINDS) {
            var sorted = new TreeMap<String, String>();
            node.path(kind)
                    .properties()
                    .forEach(
                            entry -> sorted.put(entry.getKey(), entry.getValue().asText()));
            sorted.forEach((id, name) -> names.put(new Concept(kind, id), name));
        }
        names.values().removeIf(name -> ambiguous.contains(name.toLowerCase(Locale.ROOT)));
        return new Language(node.path("name").asText(), names);
    }
}
