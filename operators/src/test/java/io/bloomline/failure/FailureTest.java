package io.bloomline.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\u001b[2J", "\u0085", "\u2028", "\u202e", "\0"})
    void writesNoLineOfItsOwnAndNothingThatATerminalObeys(String between) {
        Failure failure = Failure.rejected("unknown-language", "Language 'xx" + between + "ERROR' is unknown");

        assertThat(failure.message()).startsWith("Language 'xx ").endsWith("ERROR' is unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"ジャパニーズ\" – ok", "عربي", "മലയാളം"})
    void leavesWordsOfAnyLanguage(String words) {
        assertThat(Failure.rejected("any", words).message()).isEqualTo(words);
    }
}
