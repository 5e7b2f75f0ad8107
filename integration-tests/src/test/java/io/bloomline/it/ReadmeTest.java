package io.bloomline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.bloomline.it.support.Bloomline;
import io.bloomline.job.file.JobFileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the README shows is what there is. */
class ReadmeTest {

    private final String readme = read(Bloomline.HOME.resolve("README.md"));

    @Test
    void showsTheProgramThatIsTested() {
        String source = read(Path.of("src/test/java/io/bloomline/it/example/SearchIndexFeed.java"));
        assertThat(blocks("java")).containsExactly(betweenMarks(source));
    }

    @Test
    void showsAJobFileThatIsAccepted() {
        List<String> jobFiles = blocks("yaml").stream()
                .filter(block -> block.startsWith("# translations.yaml"))
                .toList();
        assertThat(jobFiles).singleElement().satisfies(jobFile -> assertThatCode(
                        () -> new JobFileReader().parse("translations.yaml", jobFile))
                .doesNotThrowAnyException());
    }

    @Test
    void linksToFilesThatExist() {
        List<String> links = Pattern.compile("]\\(([^)#:]+)\\)")
                .matcher(readme)
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(Bloomline.HOME.resolve(link))
                .exists());
    }

    private List<String> blocks(String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(readme)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    private static String betweenMarks(String source) {
        List<String> lines = source.lines().toList();
        return lines
                .subList(lines.indexOf("        // README: begin") + 1, lines.indexOf("        // README: end"))
                .stream()
                .map(line -> line.replaceFirst("^ {8}", "") + "\n")
                .collect(Collectors.joining());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
