package io.bloomline.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.inference.Answer;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.inference.Model;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.language.LanguagePolicy;
import io.bloomline.schema.Document;
import io.bloomline.schema.FinishReason;
import io.bloomline.testing.EchoModel;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Translations of documents that don't fit into one request. */
class LongTranslationTest {

    private static final String BEFORE = "Translate to French: ";
    private static final String AFTER = ". Translation:";

    private final Rounds rounds =
            new Rounds(request -> answer(segment(request).toUpperCase(Locale.ROOT), FinishReason.STOP));

    @Test
    void keepsTheWhiteSpaceBetweenAndAroundSegments() {
        String text = "  One sentence here. \n\n\tAnother one there.\r\n\r\n A third one.\u3000";
        Draft draft = translate(rounds, text, 24).get(0);
        assertThat(text(draft)).isEqualTo(text.toUpperCase(Locale.ROOT));
        assertThat(segments(rounds)).containsExactly("One sentence here.", "Another one there.", "A third one.");
        assertThat(draft.origin().parameters()).containsEntry("parts", "3");
        assertThat(draft.origin().exchanges()).hasSize(3);
    }

    @Test
    void putsAsManySentencesIntoASegmentAsFit() {
        translate(rounds, "One. Two. Three. Four. Five.", 20);
        assertThat(segments(rounds)).containsExactly("One. Two. Three.", "Four. Five.");
    }

    @Test
    void asksOnceWhereTheDocumentFits() {
        Draft draft = translate(rounds, "Monday", 24).get(0);
        assertThat(segments(rounds)).containsExactly("Monday");
        assertThat(draft.origin().parameters()).doesNotContainKey("parts");
    }

    @Test
    void saysWhenTheLimitEndedAnySegment() {
        Rounds limited = new Rounds(
                request -> answer("x", segment(request).startsWith("Two") ? FinishReason.LENGTH : FinishReason.STOP));
        assertThat(finishReason(translate(limited, "One one one. Two two two. Three.", 14)
                        .get(0)))
                .isEqualTo(FinishReason.LENGTH);
        assertThat(finishReason(translate(rounds, "One one one. Two two two. Three.", 14)
                        .get(0)))
                .isEqualTo(FinishReason.STOP);
    }

    @Test
    void saysThatNobodyKnowsWhenNobodySaysIt() {
        Rounds silent = new Rounds(
                request -> answer("x", segment(request).startsWith("Two") ? FinishReason.UNKNOWN : FinishReason.STOP));
        assertThat(finishReason(translate(silent, "One one one. Two two two. Three.", 14)
                        .get(0)))
                .isEqualTo(FinishReason.UNKNOWN);
    }

    @Property
    void aModelThatRepeatsGivesTheTextBack(
            @ForAll @StringLength(max = 200) @CharRange(from = 'a', to = 'e') @Chars({' ', '\n', '.', '?', '\t'})
                    String text) {
        if (!text.isBlank()) {
            Rounds echo = new Rounds(request -> answer(segment(request), FinishReason.STOP));
            assertThat(text(translate(echo, text, 20).get(0))).isEqualTo(text);
            assertThat(segments(echo)).allSatisfy(segment -> assertThat(segment).hasSizeLessThanOrEqualTo(20));
        }
    }

    /** Each code point is a token, so that a segment has at most {@code maxTokens} of them, and fewer as French is longer. */
    private static List<Draft> translate(Rounds rounds, String text, int maxTokens) {
        try (Model model = new EchoModel(Output.TEXT, 200).open()) {
            return rounds.hold(Preparation.of(
                            new Task.Translate(List.of("fr"), maxTokens),
                            LanguagePolicy.DEFAULT,
                            model.description(),
                            model.tokenizer())
                    .prepare(Document.newBuilder()
                            .setText(text)
                            .setLanguage("en")
                            .build()));
        }
    }

    private static List<String> segments(Rounds rounds) {
        return rounds.asked().stream()
                .flatMap(List::stream)
                .map(asked -> asked.substring(BEFORE.length(), asked.length() - AFTER.length()))
                .toList();
    }

    private static String segment(InferenceRequest request) {
        String text = request.text();
        return text.substring(BEFORE.length(), text.length() - AFTER.length());
    }

    private static Answer answer(String text, FinishReason finishReason) {
        return new Answer(new Generated(text, 1, finishReason), "1", "here");
    }

    private static String text(Draft draft) {
        return ((Draft.Body.Translated) draft.body()).text();
    }

    private static FinishReason finishReason(Draft draft) {
        return ((Draft.Body.Translated) draft.body()).finishReason();
    }
}
