package io.bloomline.inference.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.jni.CharSpan;
import io.bloomline.inference.Encoding;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TokenEndsTest {

    @Test
    void countsACharacterOutsideOfTheBasicPlaneTwice() {
        CharSpan[] spans = {new CharSpan(0, 1), new CharSpan(1, 2), new CharSpan(2, 4)};
        assertThat(TokenEnds.of(spans, "a\ud835\udd38bc")).containsExactly(1, 3, 5);
    }

    @Test
    void putsSpecialTokensWhereTheTextIs() {
        CharSpan[] spans = {null, new CharSpan(0, 2), new CharSpan(2, 3), null};
        assertThat(TokenEnds.of(spans, "abc")).containsExactly(0, 2, 3, 3);
    }

    @Test
    void tellsOfARealTokenizerWhatEachTokenIsMadeOf() {
        String text = "Monday 👩‍👩‍👧 日曜日, جمعه";
        try (TokenizerFile tokenizer =
                TokenizerFile.open(Path.of(BloomNano.REPOSITORY, "bloom-nano-embedding/1/tokenizer.json"))) {
            Encoding encoding = tokenizer.encodeWithEnds(text);
            assertThat(encoding.ids()).isEqualTo(tokenizer.encode(text));
            assertThat(encoding.ends()).hasSameSizeAs(encoding.ids()).isSorted().endsWith(text.length());
            // What is before a space is encoded alone as it is within the whole.
            int space = text.indexOf(' ');
            assertThat(tokenizer.encode(text.substring(0, space))).hasSize((int)
                    Arrays.stream(encoding.ends()).filter(end -> end <= space).count());
        }
    }
}
