package io.bloomline.preparation;

import io.bloomline.inference.Answer;
import io.bloomline.inference.InferenceRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * A request and its answer.
 *
 * @param request what was asked
 * @param answer  what came back
 */
public record Exchange(InferenceRequest request, Answer answer) {

    /** Each request with its answer; both lists have the same order. */
    static List<Exchange> of(List<InferenceRequest> requests, List<Answer> answers) {
        List<Exchange> exchanges = new ArrayList<>(requests.size());
        for (int i = 0; i < requests.size(); i++) {
            exchanges.add(new Exchange(requests.get(i), answers.get(i)));
        }
        return exchanges;
    }
}
