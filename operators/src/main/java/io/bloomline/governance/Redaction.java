package io.bloomline.governance;

import java.util.Map;

/**
 * A text after personal data was taken out.
 *
 * @param text   the text, with markers in the places of what was found
 * @param counts how much of each kind was replaced; without kinds of which there was nothing
 */
public record Redaction(String text, Map<PersonalData, Integer> counts) {

    /** Whether anything was replaced. */
    public boolean isEmpty() {
        return counts.isEmpty();
    }
}
