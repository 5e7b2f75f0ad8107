package io.bloomline.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomline.failure.FailureException;
import io.bloomline.inference.Answer;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.inference.Model;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.language.LanguagePolicy;
import io.bloomline.quality.Action;
import io.bloomline.quality.Flaw;
import io.bloomline.quality.QualityPolicy;
import io.bloomline.schema.Document;
import io.bloomline.schema.FinishReason;
import io.bloomline.testing.EchoModel;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class QualityCheckedTest {

    private static final String RIVER = "The river rises when it rains in the hills.";
    private static final String FLEUVE = "Le fleuve monte quand il pleut dans les collines.";
    private static final Task FRENCH = new Task.Translate(List.of("fr"), 100);

    @Test
    void aTextWithoutFlawHasNoTag() {
        assertThat(tags(FRENCH, QualityPolicy.DEFAULT, RIVER, asked -> FLEUVE)).isEmpty();
    }

    @Test
    void aTextWithAFlawCarriesItsCode() {
        assertThat(tags(FRENCH, QualityPolicy.DEFAULT, RIVER, asked -> RIVER)).containsExactly("copied-input");
        assertThat(tags(FRENCH, QualityPolicy.DEFAULT, RIVER, asked -> "")).contains("empty-output");
        assertThat(tags(generate(), QualityPolicy.DEFAULT, RIVER, asked -> "the river ".repeat(9)))
                .containsExactly("repetition");
    }

    @Test
    void nobodyLooksForWhatIsOff() {
        assertThat(tags(FRENCH, QualityPolicy.OFF, RIVER, asked -> RIVER)).isEmpty();
    }

    @Test
    void aDocumentBecomesADeadLetterWhereThePolicySaysSo() {
        QualityPolicy strict = QualityPolicy.DEFAULT.with(Flaw.COPIED_INPUT, Action.DEAD_LETTER);
        assertThatThrownBy(() -> tags(FRENCH, strict, RIVER, asked -> RIVER))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo("copied-input"))
                .hasMessage("100 % of the text stand in what the model was given, and at most 90 % may (result @fr);"
                        + " quality.copied-input decides");
    }

    @Test
    void aPassageThatComesBackAsItWasIsFoundAmongTranslatedOnes() {
        String text = (RIVER + "\n\n").repeat(4) + "What the elders say of the years without rain is another story.";
        Task marked = new Task.Translate(List.of("fr"), 100, DocumentMarkup.MARKDOWN);
        assertThat(tags(marked, QualityPolicy.DEFAULT, text, asked -> asked.contains("elders") ? asked : FLEUVE))
                .containsExactly("copied-input");
    }

    @Test
    void oneAnswerToAllPassagesIsRepetition() {
        String text =
                "The river rises.\n\nPeople move up.\n\nThe water goes.\n\nThey come back.\n\nThe soil is rich.\n\nIt is good.";
        Task marked = new Task.Translate(List.of("fr"), 100, DocumentMarkup.PLAIN);
        assertThat(tags(marked, QualityPolicy.DEFAULT, text, asked -> "Le fleuve monte."))
                .containsExactly("repetition");
    }

    @Test
    void anAnswerThatWasAskedForAgainIsNotJudged() {
        // Without its link the passage is asked for in pieces, so that nothing of the first answer is left.
        String text = "When it rains in the hills [the river](u) rises over its banks and fields.";
        Task marked = new Task.Translate(List.of("fr"), 100, DocumentMarkup.MARKDOWN);
        assertThat(tags(
                        marked,
                        QualityPolicy.DEFAULT,
                        text,
                        asked -> asked.contains("<1>")
                                ? "la la la la la la la la la la la la la la la la"
                                : asked.startsWith("When")
                                        ? "Quand il pleut dans les collines"
                                        : asked.startsWith("the")
                                                ? "le fleuve"
                                                : "sort de son lit et couvre les champs."))
                .containsExactly("translated-in-pieces");
    }

    @Test
    void whatTheTokenLimitEndedIsTagged() {
        assertThat(tags(FRENCH, QualityPolicy.DEFAULT, RIVER, asked -> FLEUVE.substring(0, 40) + "…"))
                .containsExactly("truncated");
    }

    private static Task generate() {
        return new Task.Generate("Go on: {text}. Translation:", GenerationParameters.greedy(100));
    }

    /** The tags of the one result of an English document, by what the model writes for what is asked in the prompt. */
    private static List<String> tags(Task task, QualityPolicy policy, String text, Function<String, String> writes) {
        Model model = new EchoModel(Output.TEXT, 10_000).open();
        Preparation preparation = Preparation.of(task, LanguagePolicy.DEFAULT, model.description(), model.tokenizer())
                .checked(policy);
        Document document =
                Document.newBuilder().setId("d").setText(text).setLanguage("en").build();
        return hold(preparation.prepare(document), writes).get(0).tags();
    }

    private static List<Draft> hold(Dialogue<List<Draft>> dialogue, Function<String, String> writes) {
        if (dialogue instanceof Dialogue.Ask<List<Draft>> ask) {
            return hold(
                    ask.then()
                            .apply(ask.requests().stream()
                                    .map(request -> answer(request, writes))
                                    .toList()),
                    writes);
        }
        return ((Dialogue.Done<List<Draft>>) dialogue).result();
    }

    private static Answer answer(InferenceRequest request, Function<String, String> writes) {
        String prompt = request.text();
        String written = writes.apply(prompt.substring(prompt.indexOf(": ") + 2, prompt.lastIndexOf(". Translation:")));
        FinishReason reason = written.endsWith("…") ? FinishReason.LENGTH : FinishReason.STOP;
        return new Answer(new Generated(written, 1, reason), "1", "local:nowhere");
    }
}
