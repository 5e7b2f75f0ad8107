package io.bloomline.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomline.failure.FailureException;
import io.bloomline.inference.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DividerTest {

    private static final Tokenizer LETTERS = text -> new int[text.codePointCount(0, text.length())];
    private static final Tokenizer BYTES = text -> new int[text.getBytes(StandardCharsets.UTF_8).length];

    @Test
    void leavesATextThatFitsWhole() {
        assertThat(Divider.ofTexts(LETTERS, 11, 0).divide("three words", "en"))
                .singleElement()
                .satisfies(piece -> assertThat(piece.text()).isEqualTo("three words"));
    }

    @Test
    void endsAPieceAtAParagraphThatIsFarEnough() {
        assertThat(divided(40, "One. Two. Three. Four.\n\nFive. Six. Seven. Eight.\n\nNine."))
                .containsExactly("One. Two. Three. Four.\n\n", "Five. Six. Seven. Eight.\n\nNine.");
    }

    @Test
    void endsAPieceAtASentenceWhereNoParagraphIsFarEnough() {
        assertThat(divided(40, "One.\n\nTwo and three. Four and five. Six and seven. Eight."))
                .containsExactly("One.\n\nTwo and three. Four and five.", " Six and seven. Eight.");
    }

    @Test
    void endsAPieceAtALineWhereThereIsNoSentence() {
        assertThat(divided(25, "* one\n* two and three\n* four\n* five"))
                .containsExactly("* one\n* two and three\n", "* four\n* five");
    }

    @Test
    void endsAPieceBetweenWordsWithTheirPunctuation() {
        assertThat(divided(12, "one, two; three (four) five")).containsExactly("one, two;", " three", " (four) five");
    }

    @Test
    void knowsAbbreviationsOfTheLanguage() {
        String text = "Il a vu M. Dupont hier. Puis il est parti.";
        assertThat(texts(Divider.ofTexts(LETTERS, 20, 0).divide(text, "fr")).get(0))
                .isNotEqualTo("Il a vu M.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"我们今天去北京大学看朋友然后回家吃饭睡觉", "ငါတို့ယနေ့ပန်းခြံသို့သွားကြသည်", "ฉันรักภาษาไทยมากและอยากเรียนทุกวัน"})
    void findsWordsWhereNoSpacesAre(String text) {
        List<String> pieces = divided(10, text);
        assertThat(String.join("", pieces)).isEqualTo(text);
        var words = com.ibm.icu.text.BreakIterator.getWordInstance();
        words.setText(text);
        int end = 0;
        for (String piece : pieces) {
            end += piece.length();
            assertThat(words.isBoundary(end)).as("%s ends between words", piece).isTrue();
        }
    }

    @Test
    void keepsWhatAReaderTakesForACharacterWhole() {
        String family = "👩‍👩‍👧‍👦";
        assertThat(divided(9, family.repeat(3))).containsExactly(family, family, family);
        assertThat(texts(Divider.ofTexts(BYTES, 25, 0).divide(family.repeat(2), null)))
                .containsExactly(family, family);
    }

    @Test
    void dividesACharacterOfManyPartsOnlyWhereItAloneIsTooLong() {
        String tall = "e" + "\u0301".repeat(20);
        assertThat(divided(8, "ab" + tall + "cd"))
                .containsExactly("ab", "e" + "\u0301".repeat(7), "\u0301".repeat(8), "\u0301".repeat(5) + "cd");
    }

    @Test
    void refusesWhatEvenOneCharacterExceeds() {
        Divider divider = Divider.ofPrompts(LETTERS, piece -> "A long prompt: " + piece, 10);
        assertThatThrownBy(() -> divider.divide("text", "en"))
                .isInstanceOf(FailureException.class)
                .hasMessageStartingWith(
                        "Not even one character of the document fits: with what is around it, it has 16 tokens");
    }

    @Test
    void countsAPieceWithItsPrompt() {
        Divider divider = Divider.ofPrompts(LETTERS, piece -> "Say: " + piece, 15);
        List<Piece> pieces = divider.divide("one two three four", "en");
        assertThat(texts(pieces)).containsExactly("one two", " three", " four");
        assertThat(pieces).allSatisfy(piece -> assertThat(piece.tokenIds())
                .hasSize(piece.text().length() + 5));
    }

    @Test
    void beginsAPieceWithTheLastWordsOfTheOneBefore() {
        List<Piece> pieces = Divider.ofTexts(LETTERS, 20, 8).divide("one two three four five six seven eight", "en");
        assertThat(texts(pieces)).containsExactly("one two three four", "four five six seven", "seven eight");
        assertThat(pieces.get(1).start()).isEqualTo(14);
        assertThat(pieces.get(1).end()).isEqualTo(33);
    }

    @Test
    void readsATextOnceOrTwiceHoweverLongItIs() {
        AtomicLong read = new AtomicLong();
        Tokenizer counting = text -> {
            read.addAndGet(text.length());
            return new int[text.length()];
        };
        String text = "aaaaaaaaa bbbbbbb. ".repeat(20_000);
        Divider.ofTexts(counting, 100, 0).divide(text, "en");
        assertThat(read).hasValueLessThan(3L * text.length());
    }

    private static List<String> divided(int maxTokens, String text) {
        return texts(Divider.ofTexts(LETTERS, maxTokens, 0).divide(text, "en"));
    }

    private static List<String> texts(List<Piece> pieces) {
        return pieces.stream().map(Piece::text).toList();
    }
}
