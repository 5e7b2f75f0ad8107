package io.bloomline.it.benchmark.workload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentsTest {

    @ParameterizedTest
    @EnumSource
    void textsHaveAsManyBytesAsTheyAreSaidToHaveTokens(Lengths lengths) {
        Documents documents = Documents.drawn(lengths, 1_000, 1);

        for (int i = 0; i < documents.count(); i++) {
            assertThat(documents.text(i).getBytes(UTF_8)).hasSize(documents.tokens(i));
        }
        assertThat(Arrays.stream(documents.lengths())).allMatch(tokens -> tokens >= Lengths.SHORTEST);
        assertThat(Arrays.stream(documents.lengths())).allMatch(tokens -> tokens <= Lengths.LONGEST);
    }

    @Test
    void theMedianOfLogNormalLengthsIs120() {
        int[] lengths = Documents.drawn(Lengths.LOG_NORMAL, 100_001, 1).lengths();
        Arrays.sort(lengths);

        assertThat(lengths[50_000]).isBetween(118, 122);
    }

    @Test
    void theSameSeedGivesTheSameDocuments() {
        assertThat(Documents.drawn(Lengths.UNIFORM, 100, 7).lengths())
                .isEqualTo(Documents.drawn(Lengths.UNIFORM, 100, 7).lengths())
                .isNotEqualTo(Documents.drawn(Lengths.UNIFORM, 100, 8).lengths());
    }

    @Test
    void paragraphsOfFilesAreDocumentsAndLongOnesAreLeftAtTheirBeginning(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.txt"), "one\ntwo\n\n \nthree\n\n" + "ä".repeat(2_000));

        Documents documents = Documents.ofFolder(folder, 50, 1);

        assertThat(Arrays.stream(documents.lengths()).boxed())
                .containsOnly("one\ntwo".length(), "three".length(), Lengths.LONGEST);
    }

    @Test
    void aFileThatIsNoTextIsNamed(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.txt"), "one");
        Path binary = Files.write(folder.resolve("b.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});

        assertThatThrownBy(() -> Documents.ofFolder(folder, 50, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(binary.toString());
    }
}
