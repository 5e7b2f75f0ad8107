package io.bloomline.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The 46 natural languages of BLOOM's training data (ROOTS corpus; Chinese counts once for each script). */
public final class Languages {

    private static final Map<String, Language> BY_CODE = load();

    /** Where a code alone doesn't say the script, the one most read there. */
    private static final Map<String, String> SCRIPT_OF_CHINESE = Map.of(
            "zh", "zh-Hans", "zh-CN", "zh-Hans", "zh-SG", "zh-Hans", "zh-TW", "zh-Hant", "zh-HK", "zh-Hant", "zh-MO",
            "zh-Hant");

    private Languages() {}

    /**
     * Finds the language that a BCP 47 tag means: {@code fr-CA} means French (lookup of RFC 4647, section 3.4).
     *
     * @param tag a language tag in any case
     * @return empty when it is none of BLOOM's
     */
    public static Optional<Language> find(String tag) {
        Language asWritten = BY_CODE.get(tag);
        if (asWritten != null) {
            return Optional.of(asWritten); // nearly always, and without taking the tag apart
        }
        String candidate = Locale.forLanguageTag(tag.replace('_', '-')).toLanguageTag();
        while (true) {
            Language language = BY_CODE.get(SCRIPT_OF_CHINESE.getOrDefault(candidate, candidate));
            if (language != null) {
                return Optional.of(language);
            }
            int cut = candidate.lastIndexOf('-');
            if (cut < 0) {
                return Optional.empty();
            }
            candidate = candidate.substring(0, cut);
        }
    }

    /** All of them by code, in the order of their codes. */
    public static Map<String, Language> all() {
        return BY_CODE;
    }

    private static Map<String, Language> load() {
        try (InputStream in = requireNonNull(Languages.class.getResourceAsStream("languages.csv"))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.split(",", 2))
                    .map(row -> new Language(row[0], row[1]))
                    .collect(Collectors.collectingAndThen(
                            Collectors.toMap(Language::code, language -> language, (one, other) -> one, TreeMap::new),
                            Collections::unmodifiableMap));
        } catch (IOException e) {
            throw new UncheckedIOException("languages.csv can't be read from the class path", e);
        }
    }
}
