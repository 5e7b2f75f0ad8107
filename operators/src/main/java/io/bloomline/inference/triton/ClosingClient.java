package io.bloomline.inference.triton;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Adds an end: once closed it refuses new batches, and gives everything back that the model holds. */
final class ClosingClient implements InferenceClient {

    private final InferenceClient client;
    private final Resources resources;
    private volatile boolean closed;

    ClosingClient(InferenceClient client, Resources resources) {
        this.client = client;
        this.resources = resources;
    }

    @Override
    public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
        if (closed) {
            return CompletableFuture.failedFuture(new FailureException(
                    Failure.transientFailure(StatusClassifier.CLOSED, "The model has been closed.")));
        }
        return client.infer(batch);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            client.close();
            resources.close();
        }
    }
}
