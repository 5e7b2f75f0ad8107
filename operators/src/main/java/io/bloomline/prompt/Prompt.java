package io.bloomline.prompt;

import java.util.ArrayList;
import java.util.List;

/**
 * The words around a text. They were taken apart before the text came, so nothing that a text says is ever looked at: it
 * stands in its place, to the character, and can't open another.
 *
 * @param words what stands before the text and behind it, two or more
 */
public record Prompt(List<String> words) {
    public Prompt {
        words = List.copyOf(words);
    }

    /** What the model is given about a text. */
    public String about(String text) {
        return String.join(text, words);
    }

    Prompt after(String beginning) {
        List<String> all = new ArrayList<>(words);
        all.set(0, beginning + words.get(0));
        return new Prompt(all);
    }
}
