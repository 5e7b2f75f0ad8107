package io.bloomline.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextSizeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        ''                       | 0
        ' - '                    | 0
        Monday                   | 1
        two words, and 3 numbers | 5
        l'étage                  | 1
        ‘quoted’ words           | 2
        Ọjọ́ Ẹtì                  | 2
        हिन्दी में                  | 2
        می‌خواهم                  | 1
        图书馆 OK                  | 4
        🙂 🙂                      | 0
        """)
    void countsWords(String text, long words) {
        assertThat(TextSize.of(text).words()).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"Monday,6", "é,1", "🙂🙂,2", "'',0"})
    void countsCodePoints(String text, long characters) {
        assertThat(TextSize.of(text).characters()).isEqualTo(characters);
    }
}
