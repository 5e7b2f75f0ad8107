package io.bloomline.job.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.job.local.Table.Cell;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

    private static final String ARABIC = "الأحد";

    @ParameterizedTest
    @CsvSource({
        "Sunday, 6",
        "星期日, 6",
        "한국어, 6",
        "１２, 4",
        // Letters with a virama, a vowel sign above and a nukta: marks that take no column.
        "हिन्द, 4",
        "e\u0301\u0302, 1",
        "الأحد, 5",
        "\u2068ab\u2069, 2",
        "🙂, 2",
        "✓, 1",
    })
    void knowsTheColumnsOfEveryScript(String text, int columns) {
        assertThat(DisplayWidth.of(text)).isEqualTo(columns);
    }

    @Test
    void clipsByColumnsAndSaysSo() {
        assertThat(DisplayWidth.clip("星期日", 6)).isEqualTo("星期日");
        assertThat(DisplayWidth.clip("星期日", 5)).isEqualTo("星期…");
        assertThat(DisplayWidth.clip("星期日", 4)).isEqualTo("星…");
    }

    @Test
    void isolatesWhatRunsFromRightToLeftAndNothingElse() {
        assertThat(DisplayWidth.isolate(ARABIC)).isEqualTo("\u2068" + ARABIC + "\u2069");
        assertThat(DisplayWidth.isolate("dimanche 日曜日")).isEqualTo("dimanche 日曜日");
    }

    @Test
    void columnsStandStraightWhateverTheScript() {
        List<String> lines = new Table(20, Set.of(2))
                .headings("text", "language", "n")
                .row(Cell.of("日曜日"), Cell.of("Japanese"), Cell.of("7"))
                .row(Cell.of("e\u0301te\u0301"), Cell.of("French"), Cell.of("1,234"))
                .lines(false);

        assertThat(lines)
                .containsExactly(
                        "  text    language      n", "  日曜日  Japanese      7", "  e\u0301te\u0301     French    1,234");
    }

    @Test
    void coloursDoNotMoveColumns() {
        var table = new Table(20, Set.of())
                .row(new Cell("✓", Ink.GREEN), Cell.of("a"))
                .row(new Cell("no", Ink.RED), Cell.of("b"));

        assertThat(table.lines(true)).containsExactly("  \u001b[32m✓\u001b[0m   a", "  \u001b[31mno\u001b[0m  b");
        assertThat(table.lines(false)).containsExactly("  ✓   a", "  no  b");
    }
}
