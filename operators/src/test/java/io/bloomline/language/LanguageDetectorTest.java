package io.bloomline.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageDetectorTest {

    private static final double SURE = 0.8;

    private final LanguageDetector detector = LanguageDetector.shared();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        en | The library opens at nine, and everybody who wants to read there may bring a friend along. The books which are worth most are kept upstairs, where the light is better.
        fr | La bibliothèque ouvre à neuf heures, et tous ceux qui veulent y lire peuvent venir avec une amie. Les livres les plus précieux sont gardés à l'étage, où la lumière est meilleure.
        eu | Liburutegia goizeko bederatzietan irekitzen da, eta bertan irakurri nahi duten guztiek lagun bat ekar dezakete. Liburu baliotsuenak goiko solairuan gordetzen dira.
        vi | Thư viện mở cửa lúc chín giờ, và tất cả những ai muốn đọc sách ở đó đều có thể đi cùng một người bạn. Những cuốn sách quý nhất được giữ ở tầng trên.
        hi | पुस्तकालय नौ बजे खुलता है, और जो कोई वहाँ पढ़ना चाहता है वह अपने साथ एक मित्र को ला सकता है। सबसे मूल्यवान किताबें ऊपर की मंज़िल पर रखी जाती हैं।
        mr | ग्रंथालय नऊ वाजता उघडते, आणि ज्यांना तिथे वाचायचे आहे ते सर्व आपल्या सोबत एका मित्राला आणू शकतात. सर्वात मौल्यवान पुस्तके वरच्या मजल्यावर ठेवली जातात.
        ar | تفتح المكتبة أبوابها في الساعة التاسعة، ويمكن لكل من يريد القراءة هناك أن يحضر معه صديقا. وتحفظ الكتب الأكثر قيمة في الطابق العلوي حيث يكون الضوء أفضل.
        de | Die Bibliothek öffnet um neun Uhr, und alle, die dort lesen möchten, dürfen eine Freundin mitbringen. Die wertvollsten Bücher werden oben aufbewahrt, wo das Licht besser ist. Am Abend werden dort oft Geschichten vorgelesen, und danach gibt es für alle heißen Tee.
        """)
    void isSureOfAParagraph(String code, String text) {
        assertThat(detector.detect(text)).hasValueSatisfying(found -> {
            assertThat(found.code()).isEqualTo(code);
            assertThat(found.confidence()).isBetween(SURE, 1.0);
        });
    }

    @ParameterizedTest
    @CsvSource({"gu,નમસ્તે", "kn,ನಮಸ್ಕಾರ", "ml,നമസ്കാരം", "or,ନମସ୍କାର", "pa,ਸਤ ਸ੍ਰੀ ਅਕਾਲ", "ta,வணக்கம்", "te,నమస్కారం"})
    void isCertainOfAWordInAScriptOfOneLanguage(String code, String text) {
        assertThat(detector.detect(text)).hasValue(new Detection(code, 1));
    }

    @ParameterizedTest
    @CsvSource({"as,মোৰ নাম ৰমেন", "bn,আমার নাম রমেন"})
    void tellsAssameseFromBanglaByTheirLetters(String code, String text) {
        assertThat(detector.detect(text)).hasValue(new Detection(code, 1));
    }

    @ParameterizedTest
    @CsvSource({"zh-Hans,图书馆早上九点开门，想读书的人都可以来", "zh-Hant,圖書館早上九點開門，想讀書的人都可以來", "ja,図書館は朝九時に開きます。読みたい人は誰でも来られます"})
    void tellsTheWritingsOfChineseAndJapanese(String code, String text) {
        assertThat(detector.detect(text)).map(Detection::code).hasValue(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Monday", "lundi 3 mars", "12:30", "", "🙂 🙂", "東京", "ሰኞ", "নাম"})
    void isNotSureOfWhatDoesNotTell(String text) {
        assertThat(detector.detect(text).filter(found -> found.confidence() >= SURE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ithala lencwadi livula ngentsimbi yesithoba kusasa, kwaye wonke umntu ofuna ukufunda apho angeza nomhlobo.",
                "Umtapo wezincwadi uvulwa ngehora lesishiyagalolunye ekuseni, futhi wonke umuntu ofuna ukufunda angeza nomngane."
            })
    void takesNoLanguageForItsNearestRelative(String xhosaOrZulu) {
        assertThat(detector.detect(xhosaOrZulu)).isEmpty();
    }

    @Test
    void looksAtTheBeginningOfALongText() {
        String text = "Wer lesen möchte, ist hier willkommen und darf gern eine Freundin mitbringen. ".repeat(20);

        assertThat(detector.detect(text + "the rest is in English. ".repeat(10_000)))
                .isEqualTo(detector.detect(text.substring(0, ScriptFirstDetector.MOST_CHARS)));
    }

    @Test
    void saysTheSameToManyThreads() {
        String text = "Quien quiera leer puede venir con una amiga, y los libros se guardan arriba.";
        Optional<Detection> alone = detector.detect(text);

        List<Optional<Detection>> together = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> detector.detect(text))
                .toList();

        assertThat(together).containsOnly(alone);
    }
}
