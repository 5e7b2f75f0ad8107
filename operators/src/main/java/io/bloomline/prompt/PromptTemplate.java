package io.bloomline.prompt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomline.document.Sha256;
import io.bloomline.language.Language;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A prompt with places: <code>{text}</code> for the document's text and <code>{language}</code> for the name of the
 * language to translate to, in the prompt's own language. Braces around anything else are just braces.
 *
 * @param id       name for the provenance: {@code translate/fr@2} of a file, {@code job} of a job file's own words
 * @param language BCP 47 tag of the language that its words are in, or null when nobody says
 * @param text     the words, with their places
 * @param examples what comes before, each in the same words with its answer behind; most often none
 */
public record PromptTemplate(String id, @Nullable String language, String text, List<Example> examples)
        implements Serializable {

    static final Pattern PLACE = Pattern.compile("\\{(text|language)}");

    private static final String TEXT = "{text}";

    public PromptTemplate {
        examples = List.copyOf(examples);
    }

    /** A prompt of a job file's own words. */
    public static PromptTemplate ofWords(String id, String text) {
        return new PromptTemplate(id, null, text, List.of());
    }

    /**
     * What provenance calls the prompt's hash: SHA-256 in lower-case hexadecimal of its words, with their places, in UTF-8;
     * examples count as well where there are any.
     */
    public String hash() {
        StringBuilder all = new StringBuilder(text);
        examples.stream().flatMap(example -> example.words().stream()).forEach(word -> all.append('\0')
                .append(word));
        return Sha256.hex(all.toString().getBytes(UTF_8));
    }

    /**
     * The prompt for one pair of languages, still without the text.
     *
     * @param from the document's language, or null when unknown; examples are then in the prompt's own
     * @param to   the language to translate to, or null when nothing is translated: <code>{language}</code> then stays
     */
    public Prompt between(@Nullable Language from, @Nullable Language to) {
        Prompt prompt = named(to);
        StringBuilder shown = new StringBuilder();
        for (Example example : examples) {
            Optional<Example.Answered> fitting =
                    example.between(from == null ? null : from.code(), to).or(() -> example.between(language, to));
            fitting.ifPresent(answered -> {
                shown.append(prompt.about(answered.text()));
                if (!Character.isWhitespace(shown.charAt(shown.length() - 1))) {
                    shown.append(' ');
                }
                shown.append(answered.answer()).append("\n\n");
            });
        }
        return prompt.after(shown.toString());
    }

    private Prompt named(@Nullable Language to) {
        List<String> words = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        Matcher place = PLACE.matcher(text);
        int done = 0;
        while (place.find()) {
            current.append(text, done, place.start());
            done = place.end();
            if (place.group().equals(TEXT)) {
                words.add(current.toString());
                current.setLength(0);
            } else {
                current.append(to == null ? place.group() : LanguageNames.of(to, language));
            }
        }
        words.add(current.append(text, done, text.length()).toString());
        return new Prompt(words);
    }
}
