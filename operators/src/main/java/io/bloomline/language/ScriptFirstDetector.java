package io.bloomline.language;

import java.lang.Character.UnicodeScript;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Goes by the script, where that leaves one language; by its letters, where they tell; else by n-grams, among the
 * languages of the script.
 */
final class ScriptFirstDetector implements LanguageDetector {

    /** What comes later in a text hardly changes the answer, and costs as much. */
    static final int MOST_CHARS = 1_000;

    /** Japanese without any kana is seldom longer. */
    private static final int FEWEST_IDEOGRAPHS = 12;

    private final NgramModel ngrams;

    ScriptFirstDetector(NgramModel ngrams) {
        this.ngrams = ngrams;
    }

    @Override
    public Optional<Detection> detect(String text) {
        String start = text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS);
        LetterCount letters = new LetterCount(start);
        return letters.dominant().flatMap(script -> switch (script) {
            case BENGALI -> bengali(start);
            case HAN -> han(start, letters);
            default -> among(Candidates.in(script), start, script);
        });
    }

    /** Assamese has letters of its own for ra and wa, and never writes the ra of Bangla. */
    private static Optional<Detection> bengali(String text) {
        boolean assamese = text.indexOf('\u09f0') >= 0 || text.indexOf('\u09f1') >= 0;
        boolean bangla = text.indexOf('\u09b0') >= 0;
        return assamese == bangla ? Optional.empty() : certain(assamese ? "as" : "bn");
    }

    private static Optional<Detection> han(String text, LetterCount letters) {
        if (letters.of(UnicodeScript.HIRAGANA) + letters.of(UnicodeScript.KATAKANA) > 0) {
            return certain("ja");
        }
        return letters.of(UnicodeScript.HAN) < FEWEST_IDEOGRAPHS ? Optional.empty() : certain(ChineseWriting.of(text));
    }

    private Optional<Detection> among(Set<String> codes, String text, UnicodeScript script) {
        if (codes.size() <= 1) {
            return codes.stream().findFirst().flatMap(ScriptFirstDetector::certain);
        }
        Map<String, String> candidates = Candidates.byModelCode(script);
        Map<String, Double> likely = new TreeMap<>();
        ngrams.probabilities(text).forEach((model, probability) -> {
            String code = candidates.get(model);
            if (code != null) {
                likely.merge(code, probability, Double::sum);
            }
        });
        List<Map.Entry<String, Double>> ranked = likely.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(2)
                .toList();
        Map.Entry<String, Double> best = ranked.get(0);
        double confidence = best.getValue() / (best.getValue() + ranked.get(1).getValue());
        return best.getKey().isEmpty() ? Optional.empty() : Optional.of(new Detection(best.getKey(), confidence));
    }

    private static Optional<Detection> certain(String code) {
        return Optional.of(new Detection(code, 1));
    }
}
