package io.bloomline.language;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** How many letters of which script a text has. */
final class LetterCount {

    private final Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
    private int letters;

    LetterCount(String text) {
        text.codePoints().filter(Character::isLetter).forEach(letter -> {
            counts.merge(UnicodeScript.of(letter), 1, Integer::sum);
            letters++;
        });
    }

    int of(UnicodeScript script) {
        return counts.getOrDefault(script, 0);
    }

    /** The script of more than half of the letters. */
    Optional<UnicodeScript> dominant() {
        return counts.entrySet().stream()
                .filter(count -> 2 * count.getValue() > letters)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
