package io.bloomline.inference.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerFileTest {

    private static final String WORDS =
            """
            {"version": "1.0", "added_tokens": [], "normalizer": null, "decoder": null,
             "pre_tokenizer": {"type": "Whitespace"},
             "post_processor": %s,
             "model": {"type": "WordLevel", "unk_token": "?", "vocab": {"[CLS]": 0, "?": 1, "one": 2, "two": 3}}}
            """;

    private static final String CLS_BEFORE_ALL =
            """
            {"type": "TemplateProcessing", "pair": [],
             "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
             "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [0], "tokens": ["[CLS]"]}}}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void addsTheSpecialTokensThatTheFileNames() throws IOException {
        try (TokenizerFile tokenizer = TokenizerFile.open(write(CLS_BEFORE_ALL))) {
            assertThat(tokenizer.encode("one two")).containsExactly(0, 2, 3);
        }
    }

    @Test
    void addsNoneWhereTheFileNamesNone() throws IOException {
        try (TokenizerFile tokenizer = TokenizerFile.open(write("null"))) {
            assertThat(tokenizer.encode("one two")).containsExactly(2, 3);
        }
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> TokenizerFile.open(folder.resolve("none.json")))
                .hasMessageContainingAll(folder.resolve("none.json").toString(), "not there");
    }

    private Path write(String postProcessor) throws IOException {
        return Files.writeString(folder.resolve("tokenizer.json"), WORDS.formatted(postProcessor));
    }
}
