package io.bloomline.batching;

import io.bloomline.failure.Failure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps from the batcher what an observer throws. */
record QuietObserver(BatchObserver observer) implements BatchObserver {

    private static final Logger LOG = LoggerFactory.getLogger(QuietObserver.class);

    @Override
    public void batchSent(SentBatch batch) {
        try {
            observer.batchSent(batch);
        } catch (RuntimeException thrown) {
            LOG.warn("A batch observer failed; the batch is sent all the same.", thrown);
        }
    }

    @Override
    public void batchDone(SentBatch batch, long serverNanos, @Nullable Failure failure) {
        try {
            observer.batchDone(batch, serverNanos, failure);
        } catch (RuntimeException thrown) {
            LOG.warn("A batch observer failed; the batch is answered all the same.", thrown);
        }
    }
}
