package io.bloomline.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptFileReaderTest {

    private static final String VALID =
            """
            task: translate
            language: fr
            version: 3
            author: Awa
            licence: CC0-1.0
            reviewed: true
            text: "Traduire en {language} : {text}."
            """;

    private final List<String> problems = new ArrayList<>();

    @Test
    void readsAPromptWithItsExamples() {
        PromptFile file =
                Objects.requireNonNull(read(VALID + "examples:\n- {en: day, fr: jour}\n- fr: nuit\n  sw: usiku\n"));
        assertThat(file)
                .isEqualTo(new PromptFile(
                        "mine",
                        "translate",
                        new PromptTemplate(
                                "mine/fr@3",
                                "fr",
                                "Traduire en {language} : {text}.",
                                List.of(
                                        new Example.Parallel(Map.of("en", "day", "fr", "jour")),
                                        new Example.Parallel(Map.of("fr", "nuit", "sw", "usiku")))),
                        3,
                        "Awa",
                        "CC0-1.0",
                        true));
        assertThat(problems).isEmpty();
    }

    @Test
    void readsExamplesOfAnswers() {
        PromptFile file =
                Objects.requireNonNull(read(VALID.replace("translate", "generate")
                                .replace("{language}", "français") + "examples: [{text: 'one: {text}', answer: '1'}]"));
        assertThat(file.template().examples()).containsExactly(new Example.Answered("one: {text}", "1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '~',
            textBlock =
                    """
            task: translate ¦ task: translation ¦ :1:7 task: 'translation' is not one of translate, generate
            language: fr ¦ language: sw ¦ :2:11 language: is 'sw', and the file's name says 'fr'; they must agree
            version: 3 ¦ version: two ¦ :3:10 version: 'two' is not a whole number from 1 on
            author: Awa ¦ author: ¦ :4:8 author: has no value
            author: Awa ¦ author: [Awa] ¦ :4:9 author: is a list or a mapping; it takes a single text
            licence: CC0-1.0 ¦ license: CC0-1.0 ¦ :5:1 license: is no key of a prompt; those are task, language, version, author, licence, reviewed, text, examples
            reviewed: true ¦ reviewed: maybe ¦ :6:11 reviewed: 'maybe' is not one of true, false
            reviewed: true ¦ author: Bo ¦ :6:1 author: stands there twice
            {text} ¦ {texte} ¦ :7:7 text: {texte} is no place; those are {text} and {language}, in these letters
            {text} ¦ le texte ¦ :7:7 text: has {text} nowhere; it needs it once
            {text} ¦ {text} {text} ¦ :7:7 text: has {text} 2 times; it needs it once
            {language} ¦ {पाठ} {language} ¦ :7:7 text: {पाठ} is no place; those are {text} and {language}, in these letters
            {text}. ¦ {text}.\\n ¦ :7:7 text: begins or ends with white space, after which models write worse; begin a text of several lines with |-
            version: 3 ¦ version: [ ¦ :5:8 this is not YAML: expected ',' or ']', but got :
            """)
    void saysWhatIsWrongAndWhere(String piece, String replacement, String problem) {
        assertThat(VALID).contains(piece);
        assertThat(read(VALID.replace(piece, replacement))).isNull();
        assertThat(problems).contains("mine/fr.yaml" + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '~',
            textBlock =
                    """
            examples: none ¦ :8:11 examples: is not a list; each example begins with a hyphen
            examples: [{en: day}] ¦ :8:12 examples[0]: needs one text in two languages or more, such as {en: Good morning, fr: Bonjour}
            examples: [{en: day, fr: jour, de: Tag}] ¦ :8:12 examples[0]: 'de' is none of the languages that can be translated to
            examples: [{en: day, fr: }] ¦ :8:25 examples[0].fr: has no value
            examples: [day] ¦ :8:12 examples[0]: needs one text in two languages or more, such as {en: Good morning, fr: Bonjour}
            """)
    void saysWhatIsWrongWithExamples(String examples, String problem) {
        assertThat(read(VALID + examples)).isNull();
        assertThat(problems).contains("mine/fr.yaml" + problem);
    }

    @Test
    void saysAllThatIsMissing() {
        assertThat(read("task: generate\ntext: a\n")).isNull();
        assertThat(problems)
                .containsExactly(
                        "mine/fr.yaml: language: is missing",
                        "mine/fr.yaml: version: is missing",
                        "mine/fr.yaml: author: is missing",
                        "mine/fr.yaml: licence: is missing",
                        "mine/fr.yaml: reviewed: is missing",
                        "mine/fr.yaml:2:7 text: has {text} nowhere; it needs it once");
    }

    @ParameterizedTest
    @CsvSource({"''", "just words", "- a list"})
    void saysWhenThereAreNoKeysAtAll(String yaml) {
        assertThat(read(yaml)).isNull();
        assertThat(problems)
                .hasSize(1)
                .allMatch(line -> line.startsWith("mine/fr.yaml: holds no keys; a prompt has task,"));
    }

    private @Nullable PromptFile read(String yaml) {
        return new PromptFileReader("mine/fr.yaml", "mine", "fr", problems).read(yaml);
    }
}
