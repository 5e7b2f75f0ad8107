package io.bloomline.prompt;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomline.language.Languages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptCatalogueTest {

    private static final PromptCatalogue SHIPPED = PromptCatalogue.shipped();
    private static final PromptLanguage DOCUMENT = new PromptLanguage.OfDocument();

    @Test
    void shipsPromptsThatAllMayUse() {
        assertThat(SHIPPED.files()).hasSizeGreaterThan(20).allSatisfy(file -> {
            assertThat(file.licence()).isIn("CC0-1.0", "Apache-2.0");
            assertThat(Languages.find(file.language())).as(file.language()).isPresent();
        });
    }

    @Test
    void asksInEveryLanguageOfBloomInItsOwnOrInEnglish() throws Exception {
        for (String name :
                SHIPPED.files().stream().map(PromptFile::name).distinct().toList()) {
            Prompts prompts = SHIPPED.find(name, name.equals("translate") ? "translate" : "generate", DOCUMENT);
            for (String code : Languages.all().keySet()) {
                assertThat(prompts.choose(code, null).language())
                        .as("%s of %s", name, code)
                        .isEqualTo(prompts.templates().containsKey(code) ? code : "en");
            }
        }
    }

    /** What bloom-nano was trained with, and what results of long ago name by its hash. */
    @Test
    void translatesByDefaultWithTheWordsOfBloomzsModelCard() throws Exception {
        PromptTemplate template = SHIPPED.find("translate", "translate", new PromptLanguage.Always("en"))
                .choose("fr", "sw");
        assertThat(template.text()).isEqualTo("Translate to {language}: {text}. Translation:");
        assertThat(template.examples()).isEmpty();
        assertThat(template.hash()).isEqualTo("b1f22e125bdd76a0c27879b09e5bb8b9fdfe1b187c1b76834b155ad1d8f6e644");
        assertThat(template.id()).isEqualTo("translate/en@1");
    }

    @Test
    void isListedInTheDocumentation() throws IOException {
        String table = SHIPPED.files().stream()
                .collect(groupingBy(PromptFile::name, TreeMap::new, mapping(PromptFile::language, joining(", "))))
                .entrySet()
                .stream()
                .map(prompt -> "| `%s` | %s |".formatted(prompt.getKey(), prompt.getValue()))
                .collect(joining("\n"));
        assertThat(Path.of("PROMPTS.md")).content().contains(table);
    }

    @Test
    void takesPromptsOfAFolderBeforeItsOwn(@TempDir Path folder) throws Exception {
        write(folder, "translate/fr.yaml", prompt("translate", "fr", "{language} ! {text}"));
        write(folder, "title/en.yaml", prompt("generate", "en", "Title of {text}:"));
        write(folder, "title/de.yaml", prompt("generate", "de", "Titel von {text}:"));
        write(folder, "title/notes.txt", "not read");
        PromptCatalogue both = SHIPPED.with(folder);
        Prompts translate = both.find("translate", "translate", DOCUMENT);
        assertThat(translate.choose("fr", "en").text()).isEqualTo("{language} ! {text}");
        assertThat(translate.choose("es", "en").text()).startsWith("Traducir");
        assertThat(both.find("title", "generate", DOCUMENT)
                        .choose("de-AT", null)
                        .text())
                .startsWith("Titel");
        assertThat(both.find("title", "generate", new PromptLanguage.Always("de-CH"))
                        .choose("en", null)
                        .text())
                .startsWith("Titel");
    }

    @Test
    void saysWhatIsWrongInEveryFileOfAFolder(@TempDir Path folder) throws IOException {
        write(folder, "translate/fr.yaml", prompt("translate", "fr", "{text}"));
        write(folder, "title/en.yaml", prompt("generate", "sw", "{text}"));
        write(folder, "en.yaml", prompt("generate", "en", "{text}"));
        Files.write(folder.resolve("title/fr.yaml"), new byte[] {(byte) 0xff});
        assertThatThrownBy(() -> SHIPPED.with(folder))
                .isInstanceOfSatisfying(PromptException.class, wrong -> assertThat(wrong.lines())
                        .containsExactly(
                                folder
                                        + "/en.yaml: stands outside of a prompt's folder; it is named PROMPT/LANGUAGE.yaml",
                                folder
                                        + "/title/en.yaml:2:11 language: is 'sw', and the file's name says 'en'; they must agree",
                                folder + "/title/fr.yaml: is not UTF-8 text",
                                folder + "/translate/fr.yaml:7:7 text: has {language} nowhere; it needs it once"));
    }

    @Test
    void saysWhenAFolderHoldsNoPromptOrIsNone(@TempDir Path folder) {
        assertThatThrownBy(() -> SHIPPED.with(folder))
                .hasMessage(
                        folder + ": holds no prompt; they are named PROMPT/LANGUAGE.yaml, such as translate/fr.yaml");
        assertThatThrownBy(() -> SHIPPED.with(folder.resolve("none")))
                .hasMessage(folder.resolve("none") + ": can't be read as a folder of prompts");
    }

    @Test
    void saysWhatThereIsInsteadOfWhatIsNot(@TempDir Path folder) throws Exception {
        assertThatThrownBy(() -> SHIPPED.find("summry", "generate", DOCUMENT))
                .hasMessage("there is no prompt of this name for generate; there are summary, summary-of-parts");
        assertThatThrownBy(() -> SHIPPED.find("translate", "generate", DOCUMENT))
                .hasMessageStartingWith("there is no prompt of this name for generate");
        assertThatThrownBy(() -> SHIPPED.find("summary-of-parts", "generate", new PromptLanguage.Always("sw")))
                .hasMessage("prompt 'summary-of-parts' is not in 'sw'; it is in en, es, fr, pt");
        write(folder, "title/fr.yaml", prompt("generate", "fr", "{text}"));
        assertThatThrownBy(() -> SHIPPED.with(folder).find("title", "generate", DOCUMENT))
                .hasMessage("prompt 'title' has no en.yaml, to which it falls back in other languages");
    }

    private void write(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String prompt(String task, String language, String text) {
        return """
                task: %s
                language: %s
                version: 1
                author: Awa
                licence: CC0-1.0
                reviewed: false
                text: "%s"
                """
                .formatted(task, language, text);
    }
}
