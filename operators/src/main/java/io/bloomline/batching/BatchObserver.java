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
        public void batchSent(SentBatch batch) {}

        @Override
        public void batchDone(SentBatch batch, long serverNanos, @Nullable Failure failure) {}
    };

    /** A batch is about to be sent. */
    void batchSent(SentBatch batch);

    /**
     * A batch came back.
     *
     * @param serverNanos how long that took, retries included
     * @param failure     why it failed, or null when it was answered
     */
    void batchDone(SentBatch batch, long serverNanos, @Nullable Failure failure);
}
