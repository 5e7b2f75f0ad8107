package io.bloomline.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.inference.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ChunkerTest {

    /** One token per byte, the worst a byte-level vocabulary can do. */
    private static final Tokenizer BYTES = text -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int[] ids = new int[bytes.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = bytes[i];
        }
        return ids;
    };

    @Test
    void leavesATextThatFitsWhole() {
        assertThat(new Chunker(BYTES, 11).divide("three words"))
                .singleElement()
                .satisfies(piece -> assertThat(piece.text()).isEqualTo("three words"));
    }

    @Test
    void cutsBeforeWhiteSpace() {
        assertThat(texts(new Chunker(BYTES, 8).divide("one two three four five six")))
                .allSatisfy(piece -> assertThat(piece.strip())
                        .isIn(List.of(
                                "one", "one two", "two", "three", "four", "five", "four five", "six", "five six")));
    }

    @Test
    void dividesATextWithoutWhiteSpace() {
        assertThat(texts(new Chunker(BYTES, 9).divide("我".repeat(10))))
                .allSatisfy(piece -> assertThat(piece).matches("我{1,3}"));
    }

    @Property
    void piecesAreTheTextToTheCharacterAndWithinTheLimit(
            @ForAll @StringLength(max = 300) String text, @ForAll @IntRange(min = 4, max = 40) int maxTokens) {
        String valid = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        List<Chunker.Piece> pieces = new Chunker(BYTES, maxTokens).divide(valid);
        assertThat(String.join("", texts(pieces))).isEqualTo(valid);
        assertThat(pieces).allSatisfy(piece -> {
            assertThat(piece.tokenIds()).hasSizeLessThanOrEqualTo(maxTokens).isEqualTo(BYTES.encode(piece.text()));
            assertThat(piece.text().codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF))
                    .isTrue();
        });
    }

    private static List<String> texts(List<Chunker.Piece> pieces) {
        return pieces.stream().map(Chunker.Piece::text).collect(Collectors.toList());
    }
}
