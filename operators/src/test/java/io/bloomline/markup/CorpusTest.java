package io.bloomline.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Texts that people wrote: this project's own, and pages that come with the operating system, where it has some. */
class CorpusTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void comesBackByteForByteFromAnEcho() throws IOException {
        List<Path> documents = documents();
        assertThat(documents).hasSizeGreaterThan(8);
        for (Path document : documents) {
            String text = Files.readString(document);
            Conversation told = Conversation.of(text, markup(document), words -> words);
            assertThat(told.result()).as("%s", document).isEqualTo(text);
            assertThat(told.tags()).as("%s", document).doesNotContain(TextTranslation.LEFT_UNTRANSLATED);
        }
    }

    @Test
    void keepsItsStructureInAnotherLanguage() throws IOException {
        for (Path document : documents()) {
            String text = Files.readString(document);
            Conversation told =
                    Conversation.of(text, markup(document), words -> words.toUpperCase(Locale.ROOT) + " (*_`[&<|!)");
            assertThat(Skeleton.of(told.result(), markup(document)))
                    .as("%s", document)
                    .isEqualTo(Skeleton.of(text, markup(document)));
            assertThat(told.tags()).as("%s", document).doesNotContain(TextTranslation.LEFT_UNTRANSLATED);
        }
    }

    private static Markup markup(Path document) {
        return document.toString().endsWith(".md") ? Markup.MARKDOWN : Markup.HTML;
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        try (Stream<Path> files = Files.walk(PROJECT)) {
            files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .sorted()
                    .forEach(documents::add);
        }
        Path pages = Path.of("/usr/share/doc");
        if (Files.isDirectory(pages)) {
            try (Stream<Path> files = Files.walk(pages)) {
                files.filter(file -> file.toString().endsWith(".html"))
                        .filter(CorpusTest::isReadable)
                        .sorted()
                        .limit(60)
                        .forEach(documents::add);
            }
        }
        return documents;
    }

    /** In UTF-8, and of a size that is read in no time. */
    private static boolean isReadable(Path page) {
        try {
            return Files.size(page) < 100_000 && !Files.readString(page).isBlank();
        } catch (IOException e) {
            return false;
        }
    }
}
