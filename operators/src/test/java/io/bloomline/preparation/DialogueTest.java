package io.bloomline.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.inference.Answer;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.preparation.Dialogue.Ask;
import io.bloomline.preparation.Dialogue.Done;
import io.bloomline.testing.EchoModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class DialogueTest {

    private final Rounds rounds = new Rounds(EchoModel::answer);

    @Test
    void asksNothingWhereEverythingIsKnown() {
        assertThat(rounds.hold(Dialogue.together(List.of(new Done<>(1), new Done<>(2)))))
                .containsExactly(1, 2);
        assertThat(rounds.asked()).isEmpty();
    }

    @Test
    void asksTogetherWhatCanBeAskedTogether() {
        assertThat(rounds.hold(Dialogue.together(List.of(counting("a", 3), new Done<>("known"), counting("b", 1)))))
                .containsExactly("aaa", "known", "b");
        assertThat(rounds.asked()).containsExactly(List.of("a", "b"), List.of("aa"), List.of("aaa"));
    }

    @Test
    void givesEachItsOwnAnswersInOrder() {
        Dialogue<String> two = Dialogue.once(
                List.of(request("one"), request("two")), answers -> text(answers.get(0)) + " " + text(answers.get(1)));
        Dialogue<String> one = Dialogue.once(List.of(request("three")), answers -> text(answers.get(0)));
        assertThat(rounds.hold(Dialogue.together(List.of(two, one)))).containsExactly("one two", "three");
    }

    @Test
    void goesOnWhereAnotherEnded() {
        assertThat(rounds.hold(
                        counting("a", 2).then(two -> counting(two + "b", 1)).map(String::length)))
                .isEqualTo(3);
        assertThat(rounds.asked()).containsExactly(List.of("a"), List.of("aa"), List.of("aab"));
    }

    /** Asks for a letter, then for two of it, and so on. */
    private static Dialogue<String> counting(String letters, int times) {
        return new Ask<>(
                List.of(request(letters)),
                answers -> times == 1
                        ? new Done<>(text(answers.get(0)))
                        : counting(text(answers.get(0)) + letters.charAt(0), times - 1));
    }

    private static InferenceRequest request(String text) {
        return new InferenceRequest.Generate(text, new int[0], GenerationParameters.greedy(1));
    }

    private static String text(Answer answer) {
        return ((Generated) answer.response()).text();
    }
}
