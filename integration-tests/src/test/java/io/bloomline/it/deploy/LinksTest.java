package io.bloomline.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.it.support.Bloomline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that claim something point to what shows it. */
class LinksTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

    @ParameterizedTest
    @ValueSource(strings = {"SECURITY.md", "deploy/THREATS.md", "deploy/kafka/README.md", "deploy/LIBRARIES.md"})
    void pointToFilesThatExist(String page) throws IOException {
        Path file = Bloomline.HOME.resolve(page);
        List<String> links = LINK.matcher(Files.readString(file))
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(links)
                .allSatisfy(link -> assertThat(file.resolveSibling(link)).exists());
    }
}
