package io.bloomline.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.document.Sha256;
import io.bloomline.language.Language;
import io.bloomline.language.Languages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptTemplateTest {

    private static final PromptTemplate TEMPLATE = PromptTemplate.ofWords("t", "To {language}: {text}. {other}");

    @Test
    void putsValuesInTheirPlacesAndLeavesOtherBracesAlone() {
        assertThat(TEMPLATE.between(null, language("fr")).about("Monday")).isEqualTo("To French: Monday. {other}");
    }

    @Test
    void namesNoLanguageWhereNothingIsTranslated() {
        assertThat(TEMPLATE.between(null, null).about("Monday")).isEqualTo("To {language}: Monday. {other}");
    }

    @ParameterizedTest
    @CsvSource({
        "en, sw, Swahili",
        "en, zh-Hans, Simplified Chinese",
        "fr, sw, swahili",
        "fr, zh-Hans, chinois simplifié",
        "sw, fr, Kifaransa",
        "zh-Hans, fr, 法语",
        "ar, es, الإسبانية",
        "fr, tum, tumbuka",
        "tum, fr, French", // CLDR doesn't speak Tumbuka
    })
    void namesALanguageInThePromptsOwn(String own, String to, String name) {
        PromptTemplate template = new PromptTemplate("t", own, "{language}: {text}", List.of());
        assertThat(template.between(null, language(to)).about("x")).isEqualTo(name + ": x");
    }

    @Test
    void showsExamplesForTheLanguagesInQuestion() {
        PromptTemplate template = new PromptTemplate(
                "t",
                "en",
                "In {language}: {text} =",
                List.of(
                        new Example.Parallel(Map.of("en", "day", "fr", "jour", "sw", "siku")),
                        new Example.Parallel(Map.of("en", "night", "fr", "nuit"))));
        assertThat(template.between(language("en"), language("fr")).about("sun"))
                .isEqualTo("In French: day = jour\n\nIn French: night = nuit\n\nIn French: sun =");
        assertThat(template.between(language("fr"), language("sw")).about("soleil"))
                .as("the second isn't in Swahili")
                .isEqualTo("In Swahili: jour = siku\n\nIn Swahili: soleil =");
        assertThat(template.between(null, language("fr")).about("x"))
                .as("from the prompt's own language, where the document's is unknown")
                .startsWith("In French: day = jour\n\n");
        assertThat(template.between(language("yo"), language("en")).about("x"))
                .as("nothing from a language to itself")
                .isEqualTo("In English: x =");
    }

    @Test
    void putsASpaceBeforeAnAnswerOnlyWhereThereIsNone() {
        List<Example> examples = List.of(new Example.Answered("one", "1"));
        assertThat(new PromptTemplate("t", null, "{text}:", examples)
                        .between(null, null)
                        .about("two"))
                .isEqualTo("one: 1\n\ntwo:");
        assertThat(new PromptTemplate("t", null, "{text}\n", examples)
                        .between(null, null)
                        .about("two"))
                .isEqualTo("one\n1\n\ntwo\n");
    }

    @Test
    void hasTheHashOfItsWords() {
        assertThat(TEMPLATE.hash())
                .isEqualTo(Sha256.hex(TEMPLATE.text().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(
                        PromptTemplate.ofWords("another name", TEMPLATE.text()).hash())
                .isNotEqualTo(PromptTemplate.ofWords("t", TEMPLATE.text() + " ").hash());
    }

    @Test
    void hasAnotherHashWithOtherExamples() {
        assertThat(List.of(
                        hash(),
                        hash(new Example.Answered("a", "b")),
                        hash(new Example.Answered("a", "c")),
                        hash(new Example.Answered("ab", "")),
                        hash(new Example.Answered("a", "b"), new Example.Answered("a", "b")),
                        hash(new Example.Parallel(Map.of("en", "a", "fr", "b")))))
                .doesNotHaveDuplicates();
    }

    private static String hash(Example... examples) {
        return new PromptTemplate("t", "en", "{text}", List.of(examples)).hash();
    }

    private static Language language(String code) {
        return Languages.find(code).orElseThrow();
    }
}
