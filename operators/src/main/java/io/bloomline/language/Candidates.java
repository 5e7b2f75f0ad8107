package io.bloomline.language;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which languages a text in some script may be in. */
final class Candidates {

    private record Row(String model, String code, Set<UnicodeScript> scripts) {}

    private static final List<Row> ROWS = LanguageFile.rows("detectable.csv").stream()
            .map(row -> new Row(row.get(0), row.get(1), scripts(row.get(2))))
            .toList();

    private static final Map<UnicodeScript, Set<String>> CODES = codes();
    private static final Map<UnicodeScript, Map<String, String>> BY_MODEL_CODE = byModelCode();

    private Candidates() {}

    /** Codes of the languages written in a script; empty for one that is not an answer. */
    static Set<String> in(UnicodeScript script) {
        return CODES.getOrDefault(script, Set.of());
    }

    /** The same by the codes that the n-gram model has for them. */
    static Map<String, String> byModelCode(UnicodeScript script) {
        return BY_MODEL_CODE.getOrDefault(script, Map.of());
    }

    private static Map<UnicodeScript, Set<String>> codes() {
        Map<UnicodeScript, Set<String>> codes = new EnumMap<>(UnicodeScript.class);
        ROWS.forEach(row -> row.scripts().forEach(script -> codes.computeIfAbsent(script, first -> new TreeSet<>())
                .add(row.code())));
        return codes;
    }

    private static Map<UnicodeScript, Map<String, String>> byModelCode() {
        return CODES.keySet().stream().collect(Collectors.toMap(script -> script, script -> ROWS.stream()
                .filter(row -> row.scripts().contains(script) && !row.model().isEmpty())
                .collect(Collectors.toMap(Row::model, Row::code))));
    }

    private static Set<UnicodeScript> scripts(String codes) {
        return Arrays.stream(codes.split(" ")).map(UnicodeScript::forName).collect(Collectors.toUnmodifiableSet());
    }
}
