package io.bloomline.batching;

import io.bloomline.failure.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Is told of each batch that is sent and answered, to measure it. Thread-safe and quick: it is called on the way of
 * every batch. What it throws is logged and otherwise ignored.
 */
public interface BatchObserver {

    /** Tells nobody. */
    BatchObserver NONE = new BatchObserver() {
        @Override
        public void batchSent(int items, int tokens, int paddedTokens, long queueNanos) {}

        @Override
        public void batchDone(long serverNanos, @Nullable Failure failure) {}
    };

    /**
     * A batch is about to be sent; halves of a refused batch count as batches of their own.
     *
     * @param items        requests in it
     * @param tokens       their tokens, which is the useful work
     * @param paddedTokens requests times the longest of them, which is the work done
     * @param queueNanos   how long the oldest of them has been here
     */
    void batchSent(int items, int tokens, int paddedTokens, long queueNanos);

    /**
     * A batch came back.
     *
     * @param serverNanos how long that took, retries included
     * @param failure     why it failed, or null when it was answered
     */
    void batchDone(long serverNanos, @Nullable Failure failure);
}
