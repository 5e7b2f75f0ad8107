package io.bloomline.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {

    @Test
    void knowsThe46LanguagesOfBloom() {
        assertThat(Languages.all()).hasSize(46);
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
    @CsvSource({"de", "no", "x-klingon", "''", "french", "!!"})
    void findsNothingForATagOfNoBloomLanguage(String tag) {
        assertThat(Languages.find(tag)).isEmpty();
    }
}
