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
import io.bloomline.prompt.PromptTemplate;
import io.bloomline.schema.Document;
import io.bloomline.schema.FinishReason;
import io.bloomline.testing.EchoModel;
import io.bloomline.testing.StandInTokenizer;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Generation about documents that don't fit into one request. A token is a code point; 40 are read, 10 written. */
class MapReduceTest {

    private static final Task TASK =
            new Task.Generate("Sum up: {text}", GenerationParameters.greedy(10), "Join: {text}");
    private static final int CONTEXT = 50;

    @Test
    void asksAboutEachPartThenAboutTheAnswers() {
        Rounds rounds = new Rounds(answering(
                text -> text.startsWith("Join") ? "all" : text.substring(8, 11).strip()));
        Draft draft = answer(rounds, "One is the first. Two is the second. Three is the third.");
        assertThat(rounds.asked())
                .containsExactly(
                        List.of(
                                "Sum up: One is the first.",
                                "Sum up:  Two is the second.",
                                "Sum up:  Three is the third."),
                        List.of("Join: One\n\nTw\n\nTh"));
        assertThat(((Draft.Body.Written) draft.body()).text()).isEqualTo("all");
        assertThat(draft.origin().exchanges()).hasSize(4);
        assertThat(draft.origin().parameters())
                .containsEntry("parts", "3")
                .containsEntry("combine-rounds", "1")
                .containsEntry(
                        "combine-prompt-hash",
                        PromptTemplate.ofWords("any", "Join: {text}").hash());
    }

    @Test
    void combinesInRoundsUntilOneAnswerIsLeft() {
        Rounds rounds = new Rounds(answering(text -> "ten signs."));
        Draft draft = answer(rounds, "Any twenty signs. ".repeat(16));
        assertThat(rounds.asked()).hasSizeGreaterThan(3);
        assertThat(rounds.asked().get(rounds.asked().size() - 1)).hasSize(1);
        assertThat(rounds.asked()).allSatisfy(round -> assertThat(round)
                .allSatisfy(asked -> assertThat(asked).hasSizeLessThanOrEqualTo(40)));
        assertThat(draft.origin().parameters())
                .containsEntry("combine-rounds", Integer.toString(rounds.asked().size() - 1));
    }

    @Test
    void asksADocumentThatFitsAsIfThereWereNoParts() {
        Rounds rounds = new Rounds(answering(text -> "short"));
        Draft draft = answer(rounds, "Monday");
        assertThat(rounds.asked()).containsExactly(List.of("Sum up: Monday"));
        assertThat(draft.origin().parameters()).containsOnlyKeys("max-tokens", "temperature");
    }

    @Test
    void saysWhenTheLimitEndedThePartialAnswers() {
        Rounds rounds = new Rounds(request -> new Answer(
                new Generated("part", 1, request.text().startsWith("Join") ? FinishReason.STOP : FinishReason.LENGTH),
                "1",
                "here"));
        Draft draft = answer(rounds, "One is the first. Two is the second. Three is the third.");
        assertThat(((Draft.Body.Written) draft.body()).finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void givesUpWhereAnswersDoNotGetFewer() {
        Rounds rounds = new Rounds(answering(text -> "An answer longer than was asked for. "));
        assertThatThrownBy(() -> answer(rounds, "One is the first. Two is the second. Three is the third."))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("don't get fewer when they are combined: lower task.generate.max-tokens");
    }

    @Test
    void refusesAModelThatHasNoRoomForTwoAnswers() {
        assertThatThrownBy(() -> preparation(TASK, 35))
                .hasMessage(
                        "A prompt of task.generate.combine-prompt has 19 tokens for answers, less than two of 10: lower"
                                + " task.generate.max-tokens");
    }

    @Test
    void needsATokenizer() {
        try (Model model = new EchoModel(Output.TEXT, CONTEXT).open()) {
            assertThatThrownBy(() ->
                            Preparation.of(TASK, LanguagePolicy.DEFAULT, model.description(), new StandInTokenizer()))
                    .hasMessageContaining("let model.tokenizer name the tokenizer.json of model echo");
        }
    }

    private static Function<InferenceRequest, Answer> answering(Function<String, String> model) {
        return request -> new Answer(new Generated(model.apply(request.text()), 1, FinishReason.STOP), "1", "here");
    }

    private static Draft answer(Rounds rounds, String text) {
        return rounds.hold(preparation(TASK, CONTEXT)
                        .prepare(Document.newBuilder()
                                .setText(text)
                                .setLanguage("en")
                                .build()))
                .get(0);
    }

    private static Preparation preparation(Task task, int context) {
        try (Model model = new EchoModel(Output.TEXT, context).open()) {
            return Preparation.of(task, LanguagePolicy.DEFAULT, model.description(), model.tokenizer());
        }
    }
}
