package io.bloomline.inference;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Has a model answer batches. What comes on top of a plain call (disbelief, retries) is added by decorators of this
 * interface, which {@link InferenceClients} puts together. A batch succeeds or fails as a whole: finding the one request
 * that spoils it is the batcher's work, which knows the single requests.
 *
 * <p>Thread-safe: any number of batches may be under way, and the caller bounds them.
 */
public interface InferenceClient extends AutoCloseable {

    /**
     * Asks the model for one batch.
     *
     * @param batch one request or more, all of one kind, within the model's {@code maxBatchSize}
     * @return completes with one response per request in the same order, or exceptionally with a
     *     {@link io.bloomline.failure.FailureException} and nothing else; never throws instead
     */
    CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch);

    /** Refuses new batches, waits for those under way, and gives back what the client holds. Idempotent. */
    @Override
    void close();
}
