package io.bloomline.batching.simulation;

import io.bloomline.batching.BatchObserver;
import io.bloomline.batching.MicroBatcher;
import io.bloomline.inference.Answer;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.pipeline.KeyOrder;
import io.bloomline.time.Scheduler;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What is tried: a batcher, and on top of it the order of keys. */
interface Subject {

    CompletableFuture<Answer> submit(InferenceRequest request);

    void emitInOrder(
            byte[] key, CompletableFuture<Answer> outcome, BiConsumer<@Nullable Answer, @Nullable Throwable> emit);

    void close();

    /** Makes a new one for each run. */
    interface Maker {
        Subject make(InferenceClient client, Bounds bounds, Scheduler scheduler);
    }

    /** The real ones. */
    static Subject real(InferenceClient client, Bounds bounds, Scheduler scheduler) {
        return new Real(
                new MicroBatcher(client, bounds.limits(), bounds.inFlight(), scheduler, BatchObserver.NONE),
                new KeyOrder());
    }

    /** The batcher and the order as they are. */
    record Real(MicroBatcher batcher, KeyOrder order) implements Subject {

        @Override
        public CompletableFuture<Answer> submit(InferenceRequest request) {
            return batcher.submit(request);
        }

        @Override
        public void emitInOrder(
                byte[] key, CompletableFuture<Answer> outcome, BiConsumer<@Nullable Answer, @Nullable Throwable> emit) {
            // As in the pipeline, what is emitted is made of the answer and doesn't hold on to the request.
            order.emitInOrder(key, outcome.thenApply(answer -> answer), emit);
        }

        @Override
        public void close() {
            batcher.close();
        }
    }
}
