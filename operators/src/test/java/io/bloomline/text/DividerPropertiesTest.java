package io.bloomline.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.BreakIterator;
import io.bloomline.inference.Encoding;
import io.bloomline.inference.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for any text: scripts of all directions, marks, emoji, line ends, and what makes no sense. */
class DividerPropertiesTest {

    /** One token per byte, the worst that a byte-level vocabulary can do; each ends where its character ends. */
    private static final Tokenizer BYTES = new Tokenizer() {
        @Override
        public int[] encode(String text) {
            return new int[text.getBytes(StandardCharsets.UTF_8).length];
        }

        @Override
        public Encoding encodeWithEnds(String text) {
            int[] ends = new int[encode(text).length];
            int token = 0;
            for (int at = 0; at < text.length(); ) {
                String character = Character.toString(text.codePointAt(at));
                at += character.length();
                for (int i = encode(character).length; i > 0; i--) {
                    ends[token++] = at;
                }
            }
            return new Encoding(encode(text), ends);
        }
    };

    /** Counts what runs of letters are long, as real vocabularies do, and tells no places. */
    private static final Tokenizer RUNS = text -> {
        int tokens = 0;
        for (int at = 0; at < text.length(); at++) {
            boolean goesOn = at > 0
                    && at % 5 != 0
                    && Character.isLetter(text.charAt(at)) == Character.isLetter(text.charAt(at - 1));
            tokens += goesOn ? 0 : 1;
        }
        return new int[tokens];
    };

    @Property
    void piecesAreTheTextToTheCharacterAndWithinTheLimit(
            @ForAll("texts") String text, @ForAll @IntRange(min = 4, max = 60) int maxTokens, @ForAll boolean runs) {
        Tokenizer tokenizer = runs ? RUNS : BYTES;
        List<Piece> pieces = Divider.ofTexts(tokenizer, maxTokens, 0).divide(text, null);
        int end = 0;
        for (Piece piece : pieces) {
            assertThat(piece.start()).isEqualTo(end);
            assertThat(piece.text()).isEqualTo(text.substring(piece.start(), piece.end()));
            assertThat(piece.tokenIds()).hasSizeLessThanOrEqualTo(maxTokens).isEqualTo(tokenizer.encode(piece.text()));
            end = piece.end();
        }
        assertThat(end).isEqualTo(text.length());
    }

    @Property
    void noCutIsInsideACharacterThatFits(
            @ForAll("texts") String text, @ForAll @IntRange(min = 4, max = 60) int maxTokens) {
        BreakIterator characters = BreakIterator.getCharacterInstance();
        characters.setText(text);
        for (Piece piece : Divider.ofTexts(BYTES, maxTokens, 0).divide(text, "en")) {
            assertThat(Character.isLowSurrogate(
                            text.isEmpty() || piece.end() == text.length() ? 'x' : text.charAt(piece.end())))
                    .isFalse();
            if (!characters.isBoundary(piece.end())) {
                int start = characters.preceding(piece.end());
                String cluster = text.substring(start, characters.following(piece.end()));
                assertThat(BYTES.encode(cluster).length)
                        .as("tokens of the character")
                        .isGreaterThan(maxTokens);
            }
        }
    }

    @Property
    void overlappingPiecesLeaveNothingOutAndGoOn(
            @ForAll("texts") String text, @ForAll @IntRange(min = 8, max = 60) int maxTokens) {
        int end = 0;
        int start = -1;
        for (Piece piece : Divider.ofTexts(BYTES, maxTokens, maxTokens / 2).divide(text, "en")) {
            assertThat(piece.start()).isLessThanOrEqualTo(end).isGreaterThan(start);
            assertThat(piece.end()).isGreaterThan(text.isEmpty() ? -1 : end);
            assertThat(piece.tokenIds()).hasSizeLessThanOrEqualTo(maxTokens);
            assertThat(BYTES.encode(text.substring(piece.start(), end)).length).isLessThanOrEqualTo(maxTokens / 2);
            start = piece.start();
            end = piece.end();
        }
        assertThat(end).isEqualTo(text.length());
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> parts = Arbitraries.oneOf(
                Arbitraries.of(
                        " ",
                        "  ",
                        "\n",
                        "\r\n",
                        "\n\n",
                        "\t",
                        "\u00a0",
                        "\u3000",
                        "\u2028",
                        "\u2029",
                        ". ",
                        "? ",
                        "。",
                        "۔ ",
                        "। ",
                        "word",
                        "Mr. ",
                        "3.14",
                        "don't",
                        "(a)",
                        "«b»",
                        "日本語",
                        "東京都",
                        "ภาษาไทย",
                        "عربي",
                        "עִבְרִית",
                        "हिन्दी",
                        "ക്ഷ",
                        "é",
                        "e\u0301",
                        "\u0301",
                        "\u200d",
                        "\u200f",
                        "\u202e",
                        "\ufeff",
                        "👍🏽",
                        "👩‍👩‍👧‍👦",
                        "🇫🇷",
                        "🇩",
                        "\u0600 ",
                        "각",
                        "ᄀ",
                        "\ud835\udd38",
                        "\u0000"),
                Arbitraries.strings().ofMinLength(1).ofMaxLength(6));
        // Lone surrogates are refused where documents are read.
        return parts.list()
                .ofMaxSize(40)
                .map(list ->
                        new String(String.join("", list).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }
}
