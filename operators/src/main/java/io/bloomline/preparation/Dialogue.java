package io.bloomline.preparation;

import io.bloomline.inference.Answer;
import io.bloomline.inference.InferenceRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * What there is to ask a model before something is known: either a round of requests and what follows from their answers,
 * or the thing itself. Immutable. What follows is computed on the thread that brings the last answer, so it must not wait,
 * and may throw as {@link Preparation#prepare} may.
 *
 * @param <T> what comes out in the end
 */
public sealed interface Dialogue<T> {

    /**
     * Asks, then goes on.
     *
     * @param requests at least one; all are asked at the same time
     * @param then     goes on with one answer per request, in their order
     */
    record Ask<T>(List<InferenceRequest> requests, Function<List<Answer>, Dialogue<T>> then) implements Dialogue<T> {}

    /**
     * Has nothing more to ask.
     *
     * @param result what came out
     */
    record Done<T>(T result) implements Dialogue<T> {}

    /** Asks once, if there is something to ask, and is done with what the answers make. */
    static <T> Dialogue<T> once(List<InferenceRequest> requests, Function<List<Answer>, T> result) {
        if (requests.isEmpty()) {
            return new Done<>(result.apply(List.of()));
        }
        return new Ask<>(requests, answers -> new Done<>(result.apply(answers)));
    }

    /** The same with something else made of what comes out. */
    default <R> Dialogue<R> map(Function<T, R> change) {
        return then(result -> new Done<>(change.apply(result)));
    }

    /** Goes on with another dialogue when this one is done. */
    default <R> Dialogue<R> then(Function<T, Dialogue<R>> next) {
        if (this instanceof Ask<T> ask) {
            return new Ask<>(
                    ask.requests(), answers -> ask.then().apply(answers).then(next));
        }
        return next.apply(((Done<T>) this).result());
    }

    /** Several at the same time: each round asks what all of them have to ask, and in the end all results are there. */
    static <T> Dialogue<List<T>> together(List<Dialogue<T>> dialogues) {
        List<InferenceRequest> requests = new ArrayList<>();
        for (Dialogue<T> dialogue : dialogues) {
            if (dialogue instanceof Ask<T> ask) {
                requests.addAll(ask.requests());
            }
        }
        if (requests.isEmpty()) {
            return new Done<>(dialogues.stream()
                    .map(dialogue -> ((Done<T>) dialogue).result())
                    .toList());
        }
        return new Ask<>(Collections.unmodifiableList(requests), answers -> together(answered(dialogues, answers)));
    }

    private static <T> List<Dialogue<T>> answered(List<Dialogue<T>> dialogues, List<Answer> answers) {
        List<Dialogue<T>> next = new ArrayList<>(dialogues.size());
        int from = 0;
        for (Dialogue<T> dialogue : dialogues) {
            if (dialogue instanceof Ask<T> ask) {
                int to = from + ask.requests().size();
                next.add(ask.then().apply(answers.subList(from, to)));
                from = to;
            } else {
                next.add(dialogue);
            }
        }
        return next;
    }
}
