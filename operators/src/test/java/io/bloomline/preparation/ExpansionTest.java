package io.bloomline.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bloomline.inference.Tokenizer;
import io.bloomline.language.Language;
import io.bloomline.language.Languages;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ExpansionTest {

    private static final Tokenizer BYTES = text -> new int[text.getBytes(StandardCharsets.UTF_8).length];

    private final Expansion expansion = new Expansion(BYTES);

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
            assertThat(new Expansion(BYTES).of(language("en"), language("fon"))).isEqualTo(1);
        } finally {
            Locale.setDefault(before);
            com.ibm.icu.util.ULocale.setDefault(com.ibm.icu.util.ULocale.forLocale(before));
        }
    }

    private static Language language(String code) {
        return Languages.find(code).orElseThrow();
    }
}
