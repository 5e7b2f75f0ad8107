package io.bloomline.job.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The documents of the demo, the same each time: names and dates from the world of the small model, whose right answers
 * are known, and some that can't be processed.
 *
 * @param names   names of things, many languages for each; to be embedded, and asked for their kind
 * @param phrases names, dates and lists in many languages; to be translated
 */
record SampleDocuments(List<SampleDocument> names, List<SampleDocument> phrases) {

    /** Languages that the phrases are translated to: those that the world has most names in, and many scripts. */
    static final List<String> TARGETS = List.of(
            "fr", "es", "pt", "ca", "eu", "vi", "ar", "ur", "zh-Hans", "zh-Hant", "hi", "bn", "gu", "kn", "ml", "ta",
            "te", "sw", "yo", "ig", "zu", "en");

    private static final SortedMap<String, Integer> CONCEPTS_BY_KIND = new TreeMap<>(
            Map.of("month", 6, "weekday", 5, "country", 10, "language", 8, "currency", 6, Concept.DATE, 5));
    private static final int LANGUAGES_PER_CONCEPT = 9;
    private static final int PHRASES = 40;
    private static final String TOO_LONG_LANGUAGE = "ml";

    /** The document that is too long for one request. */
    static final String TOO_LONG = "too-long";

    /** The sentence that is beyond the model, which knows names and dates only. */
    static final String BEYOND = "beyond";

    static final String BEYOND_TEXT = "All human beings are born free and equal in dignity and rights.";

    /** What each document that can't be processed is refused for; for one, by generation only. */
    static final Map<String, String> REFUSALS = Map.of(
            "broken-json",
            "malformed-json",
            "json-array",
            "not-an-object",
            "no-text",
            "missing-field",
            "latin-1",
            "invalid-utf8",
            "empty-text",
            "empty-text",
            "german",
            "unsupported-language",
            TOO_LONG,
            "too-many-tokens");

    /** Draws the documents; the same seed draws the same. */
    static SampleDocuments draw(World world, long seed) {
        var random = new Random(seed);
        List<SampleDocument> names = names(world, random);
        List<SampleDocument> phrases = phrases(world, random);
        return new SampleDocuments(
                scattered(names, unusable(world), random),
                // The longest would be translated in segments, and is too much for a model that was taught lists of
                // three.
                Stream.concat(
                                scattered(phrases, unusable(world), random).stream()
                                        .filter(document -> !document.id().equals(TOO_LONG)),
                                Stream.of(
                                        SampleDocument.of(BEYOND, new SampleDocument.Content(BEYOND_TEXT, "en", null))))
                        .toList());
    }

    /** Things by their names in several languages; no two texts are the same. */
    private static List<SampleDocument> names(World world, Random random) {
        var languages = new ArrayList<>(world.languages().keySet());
        Set<String> texts = new HashSet<>();
        List<SampleDocument> documents = new ArrayList<>();
        for (var quota : CONCEPTS_BY_KIND.entrySet()) {
            for (Concept concept : drawn(world.concepts(quota.getKey()), quota.getValue(), random)) {
                Collections.shuffle(languages, random);
                languages.stream()
                        .filter(language -> world.name(language, concept) != null)
                        .filter(language -> texts.add(Objects.requireNonNull(world.name(language, concept))
                                .toLowerCase(Locale.ROOT)))
                        .limit(LANGUAGES_PER_CONCEPT)
                        .forEach(language -> documents.add(SampleDocument.of(
                                concept.kind() + "-" + concept.id() + "-" + language,
                                language,
                                Phrase.of(concept),
                                world)));
            }
        }
        return documents;
    }

    /** Names, lists, dates, and lists under a date by turns; every target language has words for them. */
    private static List<SampleDocument> phrases(World world, Random random) {
        var sources = new ArrayList<>(world.languages().keySet());
        Collections.shuffle(sources, random);
        List<SampleDocument> documents = new ArrayList<>();
        for (int number = 0; documents.size() < PHRASES; number++) {
            String source = sources.get(number % sources.size());
            Phrase phrase = phrase(number % 4, source, world, random);
            if (phrase.in(source, world) != null) {
                documents.add(SampleDocument.of("phrase-%02d".formatted(documents.size() + 1), source, phrase, world));
            }
        }
        return documents;
    }

    private static Phrase phrase(int form, String source, World world, Random random) {
        List<Concept> concepts = new ArrayList<>();
        if (form >= 2) {
            concepts.addAll(drawn(sayable(Concept.DATE, source, world), 1, random));
        }
        if (form != 2) {
            List<String> kinds = CONCEPTS_BY_KIND.keySet().stream()
                    .filter(kind -> !kind.equals(Concept.DATE)
                            && sayable(kind, source, world).size() > 2)
                    .toList();
            String kind = kinds.get(random.nextInt(kinds.size()));
            concepts.addAll(drawn(sayable(kind, source, world), form == 0 ? 1 : form == 1 ? 3 : 2, random));
        }
        return new Phrase(concepts);
    }

    private static List<Concept> sayable(String kind, String source, World world) {
        return world.concepts(kind).stream()
                .filter(concept -> Stream.concat(Stream.of(source), TARGETS.stream())
                        .allMatch(language -> world.name(language, concept) != null))
                .toList();
    }

    private static List<SampleDocument> unusable(World world) {
        String countries = world.concepts("country").stream()
                .map(country -> world.name(TOO_LONG_LANGUAGE, country))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return List.of(
                SampleDocument.unreadable("broken-json", "{\"id\": \"broken-json\", \"text\": \"lundi".getBytes(UTF_8)),
                SampleDocument.unreadable("json-array", "[\"lundi\", \"mardi\"]".getBytes(UTF_8)),
                SampleDocument.unreadable("no-text", "{\"id\": \"no-text\", \"language\": \"fr\"}".getBytes(UTF_8)),
                SampleDocument.unreadable(
                        "latin-1", "{\"id\": \"latin-1\", \"text\": \"février\"}".getBytes(ISO_8859_1)),
                SampleDocument.of("empty-text", new SampleDocument.Content("", "en", null)),
                SampleDocument.of("german", new SampleDocument.Content("Mittwoch", "de", null)),
                SampleDocument.of(TOO_LONG, new SampleDocument.Content(countries, TOO_LONG_LANGUAGE, null)));
    }

    private static List<SampleDocument> scattered(
            List<SampleDocument> documents, List<SampleDocument> others, Random random) {
        var all = new ArrayList<>(documents);
        all.addAll(others);
        Collections.shuffle(all, random);
        return List.copyOf(all);
    }

    private static List<Concept> drawn(List<Concept> concepts, int count, Random random) {
        var shuffled = new ArrayList<>(concepts);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.min(count, shuffled.size()));
    }
}
