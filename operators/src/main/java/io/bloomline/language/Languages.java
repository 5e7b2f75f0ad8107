package io.bloomline.language;

import io.bloomline.language.Language.Direction;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The 46 natural and 13 programming languages of BLOOM's training data (Chinese counts once for each script). */
public final class Languages {

    private static final Map<String, Language> BY_CODE = byCode("languages.csv", Languages::language, Language::code);

    private static final Map<String, ProgrammingLanguage> PROGRAMMING = byCode(
            "programming-languages.csv",
            row -> new ProgrammingLanguage(row.get(0), row.get(1), Long.parseLong(row.get(2))),
            ProgrammingLanguage::code);

    /** Where a code alone doesn't say the script, the one most read there. */
    private static final Map<String, String> SCRIPT_OF_CHINESE = Map.of(
            "zh", "zh-Hans", "zh-CN", "zh-Hans", "zh-SG", "zh-Hans", "zh-TW", "zh-Hant", "zh-HK", "zh-Hant", "zh-MO",
            "zh-Hant");

    private Languages() {}

    /**
     * Finds the natural language that a BCP 47 tag means: {@code fr-CA} means French (lookup of RFC 4647, section 3.4).
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

    /**
     * The code of the language that a tag means, natural or programming.
     *
     * @param tag a language tag in any case
     * @return a code of {@link #all} or {@link #programming}; empty when it is none of them
     */
    public static Optional<String> code(String tag) {
        Optional<String> natural = find(tag).map(Language::code);
        return natural.isPresent()
                ? natural
                : Optional.ofNullable(PROGRAMMING.get(tag.toLowerCase(Locale.ROOT)))
                        .map(ProgrammingLanguage::code);
    }

    /** The natural ones by code, in the order of their codes. */
    public static Map<String, Language> all() {
        return BY_CODE;
    }

    /** The programming languages by code, in the order of their codes. */
    public static Map<String, ProgrammingLanguage> programming() {
        return PROGRAMMING;
    }

    private static Language language(List<String> row) {
        return new Language(
                row.get(0),
                row.get(1),
                row.get(2),
                row.get(3),
                Direction.valueOf(row.get(4).toUpperCase(Locale.ROOT)),
                row.get(5),
                Long.parseLong(row.get(6)));
    }

    private static <T> Map<String, T> byCode(String file, Function<List<String>, T> read, Function<T, String> code) {
        return LanguageFile.rows(file).stream()
                .map(read)
                .collect(Collectors.collectingAndThen(
                        Collectors.toMap(code, language -> language, (one, other) -> one, TreeMap::new),
                        Collections::unmodifiableMap));
    }
}
