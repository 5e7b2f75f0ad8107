package io.bloomline.inference.triton;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceClients;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResult;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Adds an end: once closed it refuses new batches, and gives everything back that the model holds. A batch that fails
 * meanwhile fails because of that, and none is left without an answer.
 */
final class ClosingClient implements InferenceClient {

    private final InferenceClient client;
    private final Resources resources;
    private final Set<Call> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** One batch under way. */
    private static final class Call {
        private final CompletableFuture<InferenceResult> answer = new CompletableFuture<>();
    }

    /** Owns both. */
    ClosingClient(InferenceClient client, Resources resources) {
        this.client = client;
        this.resources = resources;
    }

    @Override
    public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
        Call call = new Call();
        underWay.add(call);
        if (closed) {
            fail(call, closedFailure());
            return call.answer;
        }
        CompletableFuture<?> unused = InferenceClients.ask(client, batch).whenComplete((result, thrown) -> {
            if (thrown == null) {
                underWay.remove(call);
                call.answer.complete(result);
            } else {
                fail(call, closed ? closedFailure() : FailureException.of(thrown));
            }
        });
        return call.answer;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            client.close();
            resources.close();
            underWay.forEach(call -> fail(call, closedFailure()));
        }
    }

    private void fail(Call call, FailureException failure) {
        underWay.remove(call);
        call.answer.completeExceptionally(failure);
    }

    private static FailureException closedFailure() {
        return new FailureException(Failure.transientFailure(
                StatusClassifier.CLOSED, "The model was closed before it answered; it can be asked again."));
    }
}
