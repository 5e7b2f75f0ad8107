package io.bloomline.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.BreakIterator;
import io.bloomline.inference.Answer;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.inference.ModelDescription;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.djl.TokenizerFile;
import io.bloomline.language.Language;
import io.bloomline.language.LanguagePolicy;
import io.bloomline.language.Languages;
import io.bloomline.schema.Document;
import io.bloomline.schema.FinishReason;
import io.bloomline.text.Divider;
import io.bloomline.text.Piece;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real text in each of BLOOM's languages, counted by a real tokenizer. */
@SuppressWarnings("NullAway.Init") // set before all tests
class EveryLanguageTest {

    private static final Path TOKENIZER =
            Path.of("../deploy/triton/model-repository/bloom-nano-embedding/1/tokenizer.json");
    private static final int MAX_TOKENS = 128;

    private static TokenizerFile tokenizer;

    @BeforeAll
    static void open() {
        tokenizer = TokenizerFile.open(TOKENIZER);
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    static Collection<Language> languages() {
        return Languages.all().values();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void chunksTogetherAreTheText(Language language) {
        String text = LanguageTexts.of(language);
        BreakIterator characters = BreakIterator.getCharacterInstance();
        characters.setText(text);
        List<Piece> pieces = Divider.ofTexts(tokenizer, MAX_TOKENS, 0).divide(text, language.code());
        assertThat(String.join("", pieces.stream().map(Piece::text).toList())).isEqualTo(text);
        assertThat(pieces).hasSizeGreaterThan(2).allSatisfy(piece -> {
            assertThat(tokenizer.encode(piece.text()))
                    .isEqualTo(piece.tokenIds())
                    .hasSizeLessThanOrEqualTo(MAX_TOKENS);
            assertThat(characters.isBoundary(piece.end())).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("languages")
    void chunksAreFull(Language language) {
        String text = LanguageTexts.cldr(language);
        int tokens = tokenizer.encode(text).length;
        assertThat(Divider.ofTexts(tokenizer, MAX_TOKENS, 0).divide(text, language.code()))
                .hasSizeLessThanOrEqualTo(2 * tokens / MAX_TOKENS + 1);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void aTranslationThatChangesNothingIsTheText(Language language) {
        String text = LanguageTexts.cldr(language);
        String target = language.code().equals("fr") ? "en" : "fr";
        Preparation preparation = Preparation.of(
                new Task.Translate(List.of(target), MAX_TOKENS),
                LanguagePolicy.DEFAULT,
                new ModelDescription("m", "1", null, "here", Output.TEXT, 1_024, 8, 1, false, Set.of()),
                tokenizer);
        Rounds echo = new Rounds(
                request -> echo(request, Languages.find(target).orElseThrow().name()));
        List<Draft> drafts = echo.hold(preparation.prepare(
                Document.newBuilder().setText(text).setLanguage(language.code()).build()));
        assertThat(echo.asked().get(0)).hasSizeGreaterThan(1);
        assertThat(drafts).singleElement().satisfies(draft -> assertThat(((Draft.Body.Translated) draft.body()).text())
                .isEqualTo(text));
    }

    private static Answer echo(InferenceRequest request, String target) {
        String before = "Translate to " + target + ": ";
        String text = request.text();
        return new Answer(
                new Generated(
                        text.substring(before.length(), text.length() - ". Translation:".length()),
                        1,
                        FinishReason.STOP),
                "1",
                "here");
    }
}
