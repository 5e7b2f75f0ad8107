package io.bloomline.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** A translation by a model that is a function, with all that it was asked. */
record Conversation(String result, List<String> tags, List<List<String>> rounds) {

    static Conversation of(String text, Markup markup, UnaryOperator<String> model) {
        List<List<String>> rounds = new ArrayList<>();
        TextTranslation translation = TextTranslation.of(text, markup);
        while (!translation.passages().isEmpty()) {
            List<String> asked =
                    translation.passages().stream().map(Passage::text).toList();
            rounds.add(asked);
            translation = translation.answered(asked.stream().map(model).toList());
        }
        return new Conversation(translation.text(), List.copyOf(translation.tags()), rounds);
    }

    /** A model that changes every letter, and keeps placeholders. */
    static String loud(String words) {
        return words.toUpperCase(Locale.ROOT);
    }

    /** What was asked first. */
    List<String> asked() {
        return rounds.isEmpty() ? List.of() : rounds.get(0);
    }
}
