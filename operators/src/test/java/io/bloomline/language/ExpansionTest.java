package io.bloomline.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ExpansionTest {

    private final Expansion expansion = new Expansion(ExpansionTest::bytes);

    @Test
    void isLargeWhereAScriptTakesManyTokens() {
        assertThat(expansion.of(language("en"), language("ta"))).isBetween(2.0, 4.0);
        assertThat(expansion.of(language("ta"), language("en"))).isBetween(0.25, 0.5);
        assertThat(expansion.of(language("en"), language("fr"))).isCloseTo(1, within(0.2));
    }

    @Test
    void takesAnUnknownLanguageForEnglish() {
        assertThat(expansion.of(null, language("hi"))).isEqualTo(expansion.of(language("en"), language("hi")));
    }

    @Test
    void takesALanguageThatCldrDoesNotKnowForEnglishWhateverTheMachineSpeaks() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ta"));
            com.ibm.icu.util.ULocale.setDefault(com.ibm.icu.util.ULocale.forLanguageTag("ta"));
            assertThat(new Expansion(ExpansionTest::bytes).of(language("en"), language("fon")))
                    .isEqualTo(1);
        } finally {
            Locale.setDefault(before);
            com.ibm.icu.util.ULocale.setDefault(com.ibm.icu.util.ULocale.forLocale(before));
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Language language(String code) {
        return Languages.find(code).orElseThrow();
    }
}
