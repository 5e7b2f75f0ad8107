package io.bloomline.inference.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A text that holds the name of a special token is a text like any other. */
@SuppressWarnings("NullAway.Init") // set before all tries, or by JUnit
class SpecialTokensTest {

    private static final Path BLOOM_NANO = Path.of(BloomNano.REPOSITORY, "bloom-nano/1/tokenizer.json");
    private static final List<String> SPECIAL = List.of("<unk>", "<s>", "</s>", "<pad>");

    private static LocalTokenizer tokenizer;

    @TempDir
    private Path folder;

    @BeforeContainer
    static void open() {
        tokenizer = DjlRuntime.prepared(() -> LocalTokenizer.load(BLOOM_NANO));
    }

    @AfterContainer
    static void close() {
        tokenizer.close();
    }

    @Property(tries = 500)
    void noTextComesToASpecialTokenAndEveryTextComesBack(@ForAll("texts") String text) {
        int[] ids = tokenizer.encode(text);
        assertThat(ids).doesNotContain(0, 1, 2, 3);
        assertThat(tokenizer.decode(Arrays.stream(ids).asLongStream().toArray()))
                .isEqualTo(text);
        assertThat(tokenizer.encodeWithEnds(text).ids()).isEqualTo(ids);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> words = Arbitraries.strings().ofMaxLength(12).filter(SpecialTokensTest::hasNoLoneSurrogate);
        return Arbitraries.oneOf(
                        Arbitraries.of(SPECIAL), words, Arbitraries.of(" ", "\n", "\u0000", "\u001b", "<", "/s>"))
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }

    @Test
    void leavesSpecialTokensOutOfAnAnswer() {
        try (LocalTokenizer opened = DjlRuntime.prepared(() -> LocalTokenizer.load(BLOOM_NANO))) {
            int[] word = opened.encode("Monday");
            long[] ids = new long[word.length + 2];
            Arrays.setAll(ids, i -> i == 0 ? 1 : i == ids.length - 1 ? 2 : word[i - 1]);
            assertThat(opened.decode(ids)).isEqualTo("Monday");
        }
    }

    @Test
    void readsTheNamesOfAUnigramModelAsTextToo() throws IOException {
        Path file = write(
                """
                {"version": "1.0", "normalizer": null, "pre_tokenizer": null, "post_processor": null, "decoder": null,
                 "added_tokens": [
                   {"id": 0, "content": "<unk>", "special": true, "single_word": false, "lstrip": false,
                    "rstrip": false, "normalized": false},
                   {"id": 1, "content": "</s>", "special": true, "single_word": false, "lstrip": false,
                    "rstrip": false, "normalized": false}],
                 "model": {"type": "Unigram", "unk_id": 0, "byte_fallback": false, "vocab": [
                   ["<unk>", 0.0], ["</s>", 0.0], ["<", -2.0], ["/", -2.0], ["s", -2.0], [">", -2.0], ["a", -2.0]]}}
                """);
        try (TokenizerFile opened = TokenizerFile.open(file)) {
            assertThat(opened.encode("a</s>a")).containsExactly(6, 2, 3, 4, 5, 6);
        }
    }

    @Test
    void keepsTokensThatWereAddedAndAreNotSpecial() throws IOException {
        Path file = write(
                """
                {"version": "1.0", "normalizer": null, "post_processor": null, "decoder": null,
                 "pre_tokenizer": {"type": "Whitespace"},
                 "added_tokens": [
                   {"id": 0, "content": "[END]", "special": true, "single_word": false, "lstrip": false,
                    "rstrip": false, "normalized": false},
                   {"id": 5, "content": "New York", "special": false, "single_word": false, "lstrip": false,
                    "rstrip": false, "normalized": false}],
                 "model": {"type": "WordLevel", "unk_token": "[END]",
                           "vocab": {"[END]": 0, "[": 1, "END": 2, "]": 3, "in": 4}}}
                """);
        try (TokenizerFile opened = TokenizerFile.open(file)) {
            assertThat(opened.encode("[END] in New York")).containsExactly(1, 2, 3, 4, 5);
            assertThat(opened.encode("elsewhere")).containsExactly(0);
        }
    }

    private Path write(String json) throws IOException {
        return Files.writeString(folder.resolve("tokenizer.json"), json);
    }

    private static boolean hasNoLoneSurrogate(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
