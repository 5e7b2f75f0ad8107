package io.bloomline.batching;

import io.bloomline.failure.FailureException;
import io.bloomline.inference.Answer;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceRequest.Generate;
import io.bloomline.tracing.RequestTrace;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A request, and at once what its asker waits for. */
final class Pending extends CompletableFuture<Answer> {

    private final InferenceRequest request;
    private final int tokens;
    private final Consumer<Pending> onCancel;
    private final RequestTrace trace;

    /** Place in the order of arrival, given by the pool. */
    private long arrival;

    /** How many requests had been sent when this one came; age is counted in what was sent since. */
    private long sentBefore;

    /** Both are written and read by whoever holds the request at the moment: the pool, its batch, the pool again. */
    private int attempts;

    private long waitsSinceNanos;

    Pending(InferenceRequest request, long submittedNanos, Consumer<Pending> onCancel, RequestTrace trace) {
        this.request = request;
        this.tokens = request.tokens();
        this.waitsSinceNanos = submittedNanos;
        this.onCancel = onCancel;
        this.trace = trace;
    }

    /**
     * What requests of one batch have in common. A call to a model has one set of parameters for all of its rows, and a
     * batch of generations takes as long as the one that may write most: so only requests of one kind with equal
     * parameters travel together.
     */
    Object group() {
        return request instanceof Generate generate ? generate.parameters() : request.getClass();
    }

    void arrived(long place, long sentSoFar) {
        arrival = place;
        sentBefore = sentSoFar;
    }

    InferenceRequest request() {
        return request;
    }

    RequestTrace trace() {
        return trace;
    }

    int tokens() {
        return tokens;
    }

    /** When it came, or came back with a batch that was refused. */
    long waitsSinceNanos() {
        return waitsSinceNanos;
    }

    long arrival() {
        return arrival;
    }

    /** How many requests were sent since this one came. */
    long age(long sentSoFar) {
        return sentSoFar - sentBefore;
    }

    /** Notes that a batch with this request in it was refused: it waits again. */
    void refused(FailureException failure, long now) {
        attempts += failure.attempts();
        waitsSinceNanos = now;
        trace.waits();
    }

    void fail(FailureException failure) {
        trace.givenUp();
        completeExceptionally(failure.afterAttempts(attempts + failure.attempts()));
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            trace.givenUp();
            onCancel.accept(this);
        }
        return cancelled;
    }
}
