package io.bloomline.preparation;

import io.bloomline.inference.Answer;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.preparation.Dialogue.Ask;
import io.bloomline.preparation.Dialogue.Done;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Holds dialogues with a model that a test makes up, and remembers what it was asked. */
final class Rounds {

    private final Function<InferenceRequest, Answer> model;
    private final List<List<String>> asked = new ArrayList<>();

    Rounds(Function<InferenceRequest, Answer> model) {
        this.model = model;
    }

    <T> T hold(Dialogue<T> dialogue) {
        Dialogue<T> next = dialogue;
        while (next instanceof Ask<T> ask) {
            asked.add(ask.requests().stream().map(InferenceRequest::text).toList());
            next = ask.then().apply(ask.requests().stream().map(model).toList());
        }
        return ((Done<T>) next).result();
    }

    /** The texts of all requests, round by round. */
    List<List<String>> asked() {
        return asked;
    }
}
