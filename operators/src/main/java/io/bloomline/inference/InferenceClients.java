package io.bloomline.inference;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.time.Scheduler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Where clients are put together, and held to their contract. */
public final class InferenceClients {

    private InferenceClients() {}

    /**
     * A client that can be relied on: it believes no answer that can't be true, and rides out an outage. What remains is
     * a batch that is refused; the batcher halves it until the guilty request stands alone, which can't be done here,
     * because a client has one answer for a whole batch.
     *
     * @param client    asks the model; closed with the client returned
     * @param backoff   how long to pause between attempts
     * @param scheduler tells when a pause is over
     * @param random    spreads the pauses; only used by one thread at a time
     * @param observer  is told of each attempt and each retry
     */
    public static InferenceClient resilient(
            InferenceClient client,
            Backoff backoff,
            Scheduler scheduler,
            RandomGenerator random,
            AttemptObserver observer) {
        InferenceClient checked = new CheckedClient(client);
        InferenceClient observed = new ObservedClient(checked, scheduler, observer);
        return new RetryingClient(observed, backoff, scheduler, random, observer);
    }

    /**
     * Asks a client, and holds it to its contract whatever it does: the future completes with as many responses as there
     * are requests, or exceptionally with a {@link FailureException}. Never throws.
     */
    public static CompletableFuture<InferenceResult> ask(InferenceClient client, List<InferenceRequest> batch) {
        CompletableFuture<InferenceResult> answer;
        try {
            answer = client.infer(batch);
        } catch (Throwable thrown) {
            return CompletableFuture.failedFuture(FailureException.of(thrown));
        }
        if (answer == null) {
            return CompletableFuture.failedFuture(broken("returned no future"));
        }
        return answer.handle((result, thrown) -> {
            if (thrown != null) {
                throw FailureException.of(thrown);
            }
            return complete(batch, result);
        });
    }

    private static InferenceResult complete(List<InferenceRequest> batch, @Nullable InferenceResult result) {
        if (result == null) {
            throw broken("answered with nothing");
        }
        int responses = result.responses().size();
        if (responses != batch.size()) {
            throw broken("gave " + responses + " responses to " + batch.size() + " requests");
        }
        if (result.responses().stream().anyMatch(response -> response == null)) {
            throw broken("left a request of a batch of " + batch.size() + " without response");
        }
        return result;
    }

    private static FailureException broken(String what) {
        return new FailureException(Failure.rejected("bad-response", "The model's client " + what + "."));
    }
}
