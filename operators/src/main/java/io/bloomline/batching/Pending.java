package io.bloomline.batching;

import io.bloomline.failure.FailureException;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceRequest.Generate;
import java.util.concurrent.CompletableFuture;

/** A request and whoever waits for its answer. */
final class Pending {

    private final InferenceRequest request;
    private final int tokens;
    private final long submittedNanos;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();

    /** Written and read by whoever holds the request at the moment: the pool, then its batch, then the pool again. */
    private int attempts;

    Pending(InferenceRequest request, long submittedNanos) {
        this.request = request;
        this.tokens = request.tokens();
        this.submittedNanos = submittedNanos;
    }

    /**
     * Whether both may travel in one batch. A call to a model has one set of parameters for all of its rows, and a batch
     * of generations takes as long as the one that may write most: so only requests of one kind with equal parameters.
     */
    boolean mayTravelWith(Pending other) {
        if (request instanceof Generate mine && other.request instanceof Generate theirs) {
            return mine.parameters().equals(theirs.parameters());
        }
        return request.getClass() == other.request.getClass();
    }

    InferenceRequest request() {
        return request;
    }

    int tokens() {
        return tokens;
    }

    long submittedNanos() {
        return submittedNanos;
    }

    CompletableFuture<Answer> answer() {
        return answer;
    }

    /** Notes that a batch with this request in it was refused. */
    void refused(FailureException failure) {
        attempts += failure.attempts();
    }

    void fail(FailureException failure) {
        answer.completeExceptionally(failure.afterAttempts(attempts + failure.attempts()));
    }
}
