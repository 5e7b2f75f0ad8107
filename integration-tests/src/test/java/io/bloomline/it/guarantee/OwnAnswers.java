package io.bloomline.it.guarantee;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Every answer is the one that the model gives to that version of that document. */
final class OwnAnswers {

    private OwnAnswers() {}

    static List<String> violations(Map<Version, String> answers, List<Seen> outcomes) {
        return outcomes.stream()
                .filter(outcome -> answers.containsKey(outcome.of()))
                .filter(outcome -> !Objects.equals(answers.get(outcome.of()), outcome.answer()))
                .map(outcome -> "not its own answer: " + outcome.of())
                .toList();
    }
}
