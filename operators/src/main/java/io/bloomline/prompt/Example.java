package io.bloomline.prompt;

import io.bloomline.language.Language;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows the model how it is done: a text and the right answer to it. */
public sealed interface Example extends Serializable {

    /**
     * A text and the answer to it.
     *
     * @param text   what stands in the place of a document's text
     * @param answer what the model should write about it
     */
    record Answered(String text, String answer) implements Example {
        @Override
        public Optional<Answered> between(@Nullable String from, @Nullable Language to) {
            return Optional.of(this);
        }

        @Override
        public List<String> words() {
            return List.of(text, answer);
        }
    }

    /**
     * One text in several languages: as many examples of translations as there are pairs of them.
     *
     * @param texts the text by the codes of its languages
     */
    record Parallel(Map<String, String> texts) implements Example {
        public Parallel {
            texts = Collections.unmodifiableMap(new TreeMap<>(texts));
        }

        @Override
        public Optional<Answered> between(@Nullable String from, @Nullable Language to) {
            String text = from == null ? null : texts.get(from);
            String answer = to == null || to.code().equals(from) ? null : texts.get(to.code());
            return text == null || answer == null ? Optional.empty() : Optional.of(new Answered(text, answer));
        }

        @Override
        public List<String> words() {
            return texts.entrySet().stream()
                    .flatMap(text -> Stream.of(text.getKey(), text.getValue()))
                    .toList();
        }
    }

    /**
     * The example for a translation from one language into another.
     *
     * @param from code of the language to translate from
     * @param to   the language to translate to
     * @return empty when there is none for these two
     */
    Optional<Answered> between(@Nullable String from, @Nullable Language to);

    /** Everything in it, in an order that doesn't change. */
    List<String> words();
}
