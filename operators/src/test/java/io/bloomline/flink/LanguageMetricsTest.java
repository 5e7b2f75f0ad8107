package io.bloomline.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageMetricsTest {

    private final RecordingMetricGroup group = new RecordingMetricGroup();
    private final LanguageMetrics languages = new LanguageMetrics(group);

    @ParameterizedTest
    @CsvSource({
        "sw, sw",
        "FR-ca, fr",
        "zh-Hant-TW, zh",
        "pt_BR, pt",
        "fil, fil",
        ", und",
        "'', und",
        "English, other",
        "x-private, other",
        "e1, other",
        "中文, other"
    })
    void goesByThePrimarySubtag(String tag, String language) {
        languages.count(tag, 1, false);

        assertThat(group.count("language=" + language + ".documents")).isEqualTo(1);
    }

    @Test
    void countsDocumentsTokensAndFailures() {
        languages.count("sw", 10, false);
        languages.count("sw", 0, true);

        assertThat(group.count("language=sw.documents")).isEqualTo(2);
        assertThat(group.count("language=sw.tokens")).isEqualTo(10);
        assertThat(group.count("language=sw.failures")).isEqualTo(1);
    }

    @Test
    void makesNoMoreLanguagesThanItMayWhateverDocumentsSay() {
        IntStream.range(0, 26 * 26)
                .mapToObj(i -> "" + (char) ('a' + i / 26) + (char) ('a' + i % 26))
                .forEach(tag -> languages.count(tag, 1, false));

        assertThat(group.metrics()).hasSize(3 * (LanguageMetrics.MOST + 1));
        assertThat(group.count("language=other.documents")).isEqualTo(26 * 26 - LanguageMetrics.MOST);
    }
}
