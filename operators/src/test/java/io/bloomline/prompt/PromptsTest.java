package io.bloomline.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptsTest {

    private static final Prompts BY_DOCUMENT = prompts(false, "en", "fr", "pt-BR", "zh-Hans", "zh-Hant", "de");

    @ParameterizedTest
    @CsvSource({
        "fr, fr",
        "fr-CA, fr",
        "pt-BR, pt-BR",
        "pt, pt-BR", // as most who write it do
        "pt-PT, en",
        "zh-TW, zh-Hant",
        "zh-HK, zh-Hant",
        "zh, zh-Hans",
        "zh_CN, zh-Hans",
        "de, de", // not one of BLOOM's
        "de-AT, de",
        "sw, en",
        "xx-!, en",
        "'', en",
        ", en"
    })
    void fallsBackFromATagToItsScriptAndLanguageAndThenToEnglish(String document, String chosen) {
        assertThat(BY_DOCUMENT.choose(document, "sw").language()).isEqualTo(chosen);
    }

    @Test
    void asksInTheLanguageToTranslateTo() {
        assertThat(prompts(true, "en", "fr").choose("en", "fr").language()).isEqualTo("fr");
        assertThat(prompts(true, "en", "fr").choose("fr", "sw").language()).isEqualTo("en");
    }

    @Test
    void asksTheOnlyOneWhateverTheLanguage() {
        assertThat(Prompts.ofWords("job", "{text}").choose("fr", null).id()).isEqualTo("job");
        assertThat(prompts(false, "fr").choose("sw", null).language()).isEqualTo("fr");
    }

    @Test
    void hasTheHashesOfAll() {
        assertThat(BY_DOCUMENT.hashes())
                .hasSize(6)
                .contains(BY_DOCUMENT.choose("fr", null).hash());
    }

    @Test
    void needsOneToFallBackTo() {
        assertThatThrownBy(() -> prompts(false, "fr", "sw")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> prompts(false)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Prompts prompts(boolean byTarget, String... languages) {
        Map<String, PromptTemplate> templates = new TreeMap<>();
        for (String language : languages) {
            templates.put(language, new PromptTemplate(language, language, language + " {text}", List.of()));
        }
        return new Prompts(templates, byTarget);
    }
}
