package io.bloomline.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.language.Language;
import io.bloomline.language.Languages;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a document says, it stays in its place. */
class PromptTest {

    private static final Language FRENCH = Languages.find("fr").orElseThrow();

    private static final List<Example> EXAMPLES =
            List.of(new Example.Parallel(Map.of("en", "Good {text}", "fr", "Bon {language} $0")));

    @Property
    void aTextStandsInItsPlaceToTheCharacter(@ForAll("hostile") String text, @ForAll("words") String before) {
        String words = before.replace("{", "(") + "{text} in {language}";
        Prompt prompt = new PromptTemplate("t", "en", words, EXAMPLES).between(null, FRENCH);
        String empty = prompt.about("");
        String full = prompt.about(text);
        int place = empty.length() - " in French".length();
        assertThat(full).isEqualTo(empty.substring(0, place) + text + empty.substring(place));
    }

    @Property
    void twoTextsGiveTwoPrompts(@ForAll("hostile") String one, @ForAll("hostile") String other) {
        Prompt prompt = PromptTemplate.ofWords("t", "Say {text}. Answer:").between(null, null);
        assertThat(prompt.about(one).equals(prompt.about(other))).isEqualTo(one.equals(other));
    }

    @Property
    void whatAnExampleSaysIsNoPlaceEither(@ForAll("hostile") String text, @ForAll("hostile") String answer) {
        PromptTemplate template =
                new PromptTemplate("t", "en", "Say {text}", List.of(new Example.Answered(text, answer)));
        String end = " " + answer + "\n\nSay ";
        assertThat(template.between(null, null).about(""))
                .startsWith("Say " + text)
                .endsWith(answer + "\n\nSay ");
        assertThat(end).endsWith("\n\nSay ");
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().all().ofMaxLength(8),
                        Arbitraries.of(
                                "{text}",
                                "{language}",
                                "{",
                                "}",
                                "$1",
                                "\\",
                                "\n\n",
                                "</s>",
                                "%s",
                                "\0",
                                "🏳️‍🌈",
                                "\u202E"))
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().all().ofMaxLength(20);
    }
}
