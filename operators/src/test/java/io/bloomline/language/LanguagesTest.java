package io.bloomline.language;

import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.text.LocaleDisplayNames.DialectHandling;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LanguagesTest {

    @Test
    void knowsThe46NaturalAnd13ProgrammingLanguagesOfBloom() {
        assertThat(Languages.all()).hasSize(46);
        assertThat(Languages.programming()).hasSize(13);
    }

    @ParameterizedTest
    @CsvSource({
        "fr,fr",
        "FR,fr",
        "fr-CA,fr",
        "pt_BR,pt",
        "zh,zh-Hans",
        "zh-CN,zh-Hans",
        "zh-TW,zh-Hant",
        "zh-Hant-HK,zh-Hant",
        "fon,fon"
    })
    void findsWhatATagMeans(String tag, String code) {
        assertThat(Languages.find(tag)).map(Language::code).hasValue(code);
    }

    @ParameterizedTest
    @CsvSource({"de", "no", "x-klingon", "''", "french", "!!", "zxx"})
    void findsNothingForATagOfNoBloomLanguage(String tag) {
        assertThat(Languages.code(tag)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"zxx-x-java,zxx-x-java", "ZXX-X-Cpp,zxx-x-cpp", "fr-CA,fr"})
    void findsProgrammingLanguagesToo(String tag, String code) {
        assertThat(Languages.code(tag)).hasValue(code);
    }

    @ParameterizedTest
    @MethodSource("all")
    void callsALanguageAsCldrDoes(Language language) {
        ULocale locale = ULocale.forLanguageTag(language.code());

        assertThat(language.name()).isEqualTo(nameIn(ULocale.ENGLISH, locale));
        if (cldrHas(locale)) {
            assertThat(language.ownName()).isEqualTo(nameIn(locale, locale));
        } else {
            assertThat(language.ownName()).isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void writesALanguageAsCldrDoes(Language language) {
        ULocale locale = ULocale.addLikelySubtags(ULocale.forLanguageTag(language.code()));

        assertThat(language.script()).isEqualTo(locale.getScript());
        assertThat(language.direction() == Language.Direction.RTL).isEqualTo(locale.isRightToLeft());
    }

    @Test
    void addsUpToTheTrainingDataWithoutItsPrograms() {
        assertThat(Languages.all().values().stream()
                        .mapToDouble(Language::trainingShare)
                        .sum())
                .isCloseTo(100 - 10.82, within(0.01));
        assertThat(Languages.all().values().stream().max(comparingLong(Language::bytes)))
                .map(Language::code)
                .hasValue("en");
    }

    private static Stream<Language> all() {
        return Languages.all().values().stream();
    }

    private static String nameIn(ULocale reader, ULocale language) {
        return LocaleDisplayNames.getInstance(reader, DialectHandling.DIALECT_NAMES)
                .localeDisplayName(language);
    }

    private static boolean cldrHas(ULocale locale) {
        return Arrays.stream(ULocale.getAvailableLocales())
                .anyMatch(available -> available.getLanguage().equals(locale.getLanguage()));
    }
}
