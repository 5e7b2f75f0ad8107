package io.bloomline.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.language.Language;
import io.bloomline.language.Languages;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each gate accuses, and what it doesn't. */
class QualityGatesTest {

    private static final QualityGates ALL = QualityGates.of(QualityPolicy.all(Action.TAG));

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t", "\u00a0\u3000", "\u200b\u200d\ufeff", "\u0000"})
    void nothingToReadIsEmpty(String text) {
        assertThat(flaws("en", "fr", "Good morning", text)).contains(Flaw.EMPTY_OUTPUT);
        assertThat(flaws("en", "fr", text, text)).doesNotContain(Flaw.EMPTY_OUTPUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"।", "?", "😀", "7", "க"})
    void anythingToReadIsNotEmpty(String text) {
        assertThat(flaws("en", "fr", "Good morning", text)).doesNotContain(Flaw.EMPTY_OUTPUT);
    }

    @Test
    void whatTheTokenLimitEndedIsTruncated() {
        Writing writing = new Writing("Good morning", "Bon", null, null, 128);
        assertThat(ALL.judge(writing, List.of()))
                .containsExactly(new Finding(
                        Flaw.TRUNCATED,
                        "The limit of 128 tokens ended the text after 3 characters; raise max-tokens of the task"));
    }

    @ParameterizedTest
    @CsvSource({
        "en, sw, The river rises when it rains in the hills.",
        "fr, wo, Le fleuve monte quand il pleut dans les collines.",
        "hi, mr, जब पहाड़ों में बारिश होती है तो नदी चढ़ती है।",
        "ta, te, மலைகளில் மழை பெய்யும் போது ஆறு உயர்கிறது.",
        "ar, ur, يرتفع النهر عندما تهطل الأمطار في التلال.",
        "zh-Hans, vi, 山里下雨的时候，河水就会上涨。",
        "vi, en, Nước sông dâng lên khi trời mưa trên đồi."
    })
    void aSentenceThatComesBackIsCopied(String source, String target, String sentence) {
        assertThat(flaws(source, target, sentence, sentence)).contains(Flaw.COPIED_INPUT);
        assertThat(flaws(source, target, sentence, sentence.toUpperCase(Locale.ROOT) + " !"))
                .contains(Flaw.COPIED_INPUT);
        String longer = sentence.repeat(4);
        assertThat(flaws(source, target, longer + " 7 " + longer, longer + " 8 " + longer))
                .contains(Flaw.COPIED_INPUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nigeria",
                "Angola, Benin, Botswana, Burkina Faso, Burundi, Cabo Verde",
                "ISO 8601:2019-02 / AB-1234-XY, 12 345,67 €",
                "https://example.org/a/long/path?with=query see@example.org",
                "{name}: %s <%d> ${price}",
                "--all --verbose -x",
                "北京",
                "नई दिल्ली",
                "+221 33 123 45 67"
            })
    void whatIsTheSameInAnyLanguageIsNotCopied(String text) {
        assertThat(flaws("en", "fr", text, text)).doesNotContain(Flaw.COPIED_INPUT);
    }

    @ParameterizedTest
    @CsvSource({
        "es, pt, El río crece cuando llueve en las colinas., O rio cresce quando chove nas colinas.",
        "hi, mr, जब पहाड़ों में बारिश होती है तो नदी चढ़ती है।, डोंगरात पाऊस पडतो तेव्हा नदी चढते.",
        "zh-Hans, zh-Hant, 山里下雨的时候，河水就会上涨。, 山裡下雨的時候，河水就會上漲。",
        "xh, zu, Umlambo uyaphakama xa kunetha ezindulini., Umfula uyakhuphuka lapho lina emagqumeni."
    })
    void aTranslationIntoARelatedLanguageIsNotCopied(String source, String target, String given, String text) {
        assertThat(flaws(source, target, given, text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The river, the river, the river, the river, the river, the river",
                "It began well enough, and then it went on and on and on and on and on and on and on and on",
                "河水上涨，河水上涨，河水上涨，河水上涨，河水上涨，河水上涨，",
                "的的的的的的的的的的的的的的的的",
                "नदी चढ़ती है। नदी चढ़ती है। नदी चढ़ती है। नदी चढ़ती है। नदी चढ़ती है। फिर",
                "النهر يرتفع النهر يرتفع النهر يرتفع النهر يرتفع النهر يرتفع النهر يرتفع",
                "1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1"
            })
    void sayingOneThingOverAndOverIsRepetition(String text) {
        assertThat(flaws("en", null, "Tell me of the river", text)).contains(Flaw.REPETITION);
        assertThat(flaws("en", null, text, text)).doesNotContain(Flaw.REPETITION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Row, row, row your boat, gently down the stream. Merrily, merrily, merrily, merrily, life is but a dream.",
                "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n----------------------------------------",
                "........................................................",
                "hahahahahahaha",
                "Monday: closed. Tuesday: closed. Wednesday: closed. Thursday: closed. Friday: closed."
            })
    void versesTablesAndLaughterAreNoRepetition(String text) {
        assertThat(flaws("en", null, "Tell me of the river", text)).isEmpty();
    }

    @Test
    void aTranslationThatIsFarTooShortOrLongIsFoundByThePairOfLanguages() {
        String given = "The river rises when it rains in the hills.";
        assertThat(flaws("en", "fr", given, "Le fleuve.")).contains(Flaw.LENGTH_RATIO);
        assertThat(flaws("en", "fr", given, "Le fleuve monte. ".repeat(3) + "Et encore une fois, ".repeat(6)))
                .contains(Flaw.LENGTH_RATIO);
        // As short as the French one above, and all of it.
        assertThat(flaws("en", "zh-Hans", given, "山里下雨时，河水上涨。")).isEmpty();
        assertThat(flaws("zh-Hans", "en", "山里下雨的时候，河水就会上涨，人们就会搬到高处去。", given + " People move up."))
                .isEmpty();
    }

    @Test
    void saysWhatWasMeasuredAndTheLimit() {
        assertThat(ALL.judge(
                        writing("en", "fr", "The river rises when it rains in the hills.", "Le fleuve."), List.of()))
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .matches("The text has 10 characters for 43 that the model was given, 0\\.23 for each;"
                        + " from en to fr 0\\.3\\d to 3\\.\\d\\d are expected");
    }

    @ParameterizedTest
    @CsvSource({
        "fr, 'The river rises when it rains in the hills, and people move to higher ground for the season. When the water"
                + " goes back they return to their houses and fields, and find the soil richer than it was before.'",
        "hi, நதி உயரும் போது மக்கள் மேட்டுப் பகுதிக்குச் செல்கிறார்கள் என்று சொல்கிறார்கள் அல்லவா.",
        "sw, 'Le fleuve monte quand il pleut dans les collines, et les gens vont vivre plus haut pendant la saison. Quand"
                + " les eaux se retirent, ils retrouvent leurs maisons et leurs champs, et une terre plus riche. C’est ainsi"
                + " depuis toujours, et personne ne voudrait habiter ailleurs, même si les anciens racontent des années où"
                + " la pluie n’est pas venue et où il a fallu partir avec les enfants et les bêtes.'"
    })
    void aTextInAnotherLanguageIsInTheWrongOne(String target, String text) {
        assertThat(flaws(
                        "es",
                        target,
                        "El río crece cuando llueve en las colinas y la gente se muda a lugares altos.",
                        text))
                .contains(Flaw.WRONG_LANGUAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "fr, The river",
        "fr, 'Angola, Benin, Botswana, Burkina Faso, Burundi, Cabo Verde, Cameroon, Chad, Comoros, Congo'",
        "xh, Umfula uyakhuphuka lapho lina emagqumeni bese abantu bethuthela endaweni ephakeme kule sizini.",
        "zh-Hant, 山里下雨的时候"
    })
    void whatNobodyCanTellIsNotAccusedOfAnotherLanguage(String target, String text) {
        assertThat(flaws("en", target, "The river", text)).doesNotContain(Flaw.WRONG_LANGUAGE);
    }

    @Test
    void aFlawInOnePartIsFound() {
        String given = "The river rises when it rains in the hills.";
        Writing copied = writing("en", "fr", given, given);
        Writing well = writing("en", "fr", given, "Le fleuve monte quand il pleut dans les collines.");
        Writing whole = writing("en", "fr", (given + " ").repeat(5), (well.text() + " ").repeat(4) + given);
        assertThat(ALL.judge(whole, List.of(well, well, well, well, copied)))
                .extracting(Finding::flaw, Finding::message)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        Flaw.COPIED_INPUT,
                        "100 % of the text stand in what the model was given, and at most 90 % may (part 5 of 5)"));
    }

    @Test
    void nobodyLooksForWhatIsOff() {
        QualityGates none = QualityGates.of(QualityPolicy.OFF);
        assertThat(none.judge(new Writing("Good morning", "", null, null, 5), List.of()))
                .isEmpty();
    }

    private static List<Flaw> flaws(String source, @Nullable String target, String given, String text) {
        return ALL.judge(writing(source, target, given, text), List.of()).stream()
                .map(Finding::flaw)
                .toList();
    }

    private static Writing writing(String source, @Nullable String target, String given, String text) {
        return new Writing(given, text, language(source), target == null ? null : language(target), 0);
    }

    private static Language language(String code) {
        return Languages.find(code).orElseThrow();
    }
}
