package io.bloomline.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.flink.LanguageMetrics.Handling;
import io.bloomline.language.TextSize;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageMetricsTest {

    private static final int METRICS = 11;
    private static final Handling ANSWERED = new Handling(new TextSize(6, 1), 2, 1, false, false, false, 1_000);

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
        languages.count(tag, ANSWERED);

        assertThat(group.count("language=" + language + ".documents_total")).isEqualTo(1);
    }

    @Test
    void countsWhatAnsweredDocumentsTook() {
        languages.count("sw", new Handling(new TextSize(20, 4), 10, 6, false, false, false, 3_000_000));
        languages.count("sw", new Handling(new TextSize(30, 6), 20, 4, false, true, true, 2_000_000));

        assertThat(group.count("language=sw.documents_total")).isEqualTo(2);
        assertThat(group.count("language=sw.characters_total")).isEqualTo(50);
        assertThat(group.count("language=sw.words_total")).isEqualTo(10);
        assertThat(group.count("language=sw.tokens_in_total")).isEqualTo(30);
        assertThat(group.count("language=sw.tokens_out_total")).isEqualTo(10);
        assertThat(group.count("language=sw.tagged_total")).isEqualTo(1);
        assertThat(group.count("language=sw.gate_hits_total")).isEqualTo(1);
        assertThat(group.value("language=sw.time_seconds_total")).isEqualTo(0.005);
        assertThat(group.value("language=sw.tokens_per_character")).isEqualTo(0.6);
        assertThat(group.value("language=sw.tokens_per_word")).isEqualTo(3);
    }

    @Test
    void leavesDeadLettersOutOfWhatALanguageCosts() {
        languages.count("sw", new Handling(new TextSize(20, 4), 0, 0, true, false, true, 1_000));

        assertThat(group.count("language=sw.documents_total")).isEqualTo(1);
        assertThat(group.count("language=sw.failures_total")).isEqualTo(1);
        assertThat(group.count("language=sw.gate_hits_total")).isEqualTo(1);
        assertThat(group.count("language=sw.characters_total")).isZero();
        assertThat(group.value("language=sw.tokens_per_character")).isZero();
    }

    @Test
    void makesNoMoreLanguagesThanItMayWhateverDocumentsSay() {
        IntStream.range(0, 26 * 26)
                .mapToObj(i -> "" + (char) ('a' + i / 26) + (char) ('a' + i % 26))
                .forEach(tag -> languages.count(tag, ANSWERED));

        assertThat(group.metrics()).hasSize(METRICS * (ByLanguage.MOST + 1));
        assertThat(group.count("language=other.documents_total")).isEqualTo(26 * 26 - ByLanguage.MOST);
    }
}
