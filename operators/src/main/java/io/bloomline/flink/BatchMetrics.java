package io.bloomline.flink;

import io.bloomline.batching.BatchObserver;
import io.bloomline.batching.SentBatch;
import io.bloomline.failure.Failure;
import io.bloomline.inference.RetryObserver;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/** What batches cost, as Flink metrics. Thread-safe, since batches come and go on the model's threads. */
final class BatchMetrics implements BatchObserver, RetryObserver {

    private final LongAdder batches = new LongAdder();
    private final LongAdder failedBatches = new LongAdder();
    private final LongAdder items = new LongAdder();
    private final LongAdder tokens = new LongAdder();
    private final LongAdder paddedTokens = new LongAdder();
    private final LongAdder queueNanos = new LongAdder();
    private final LongAdder serverNanos = new LongAdder();
    private final LongAdder inFlight = new LongAdder();
    private final LongAdder retries = new LongAdder();

    /** Registers them all under {@code bloomline} in the group. */
    static BatchMetrics registeredWith(MetricGroup operator) {
        BatchMetrics metrics = new BatchMetrics();
        MetricGroup group = operator.addGroup("bloomline");
        group.gauge("batches", metrics.batches::sum);
        group.gauge("batchesFailed", metrics.failedBatches::sum);
        group.gauge("batchItems", metrics.items::sum);
        group.gauge("batchTokens", metrics.tokens::sum);
        group.gauge("batchesInFlight", metrics.inFlight::sum);
        group.gauge("paddingShare", metrics::paddingShare);
        group.gauge("queueTimeMs", () -> TimeUnit.NANOSECONDS.toMillis(metrics.queueNanos.sum()));
        group.gauge("serverTimeMs", () -> TimeUnit.NANOSECONDS.toMillis(metrics.serverNanos.sum()));
        group.gauge("retries", metrics.retries::sum);
        return metrics;
    }

    @Override
    public void batchSent(SentBatch batch) {
        batches.increment();
        inFlight.increment();
        items.add(batch.items());
        tokens.add(batch.tokens());
        paddedTokens.add(batch.paddedTokens());
        queueNanos.add(batch.queueNanos());
    }

    @Override
    public void batchDone(SentBatch batch, long batchServerNanos, @Nullable Failure failure) {
        inFlight.decrement();
        serverNanos.add(batchServerNanos);
        if (failure != null) {
            failedBatches.increment();
        }
    }

    @Override
    public void retrying(Failure failure, int attempts, Duration pause) {
        retries.increment();
    }

    /** Which part of the tokens sent was padding, from 0 to 1. */
    private double paddingShare() {
        long sent = paddedTokens.sum();
        return sent == 0 ? 0 : 1 - (double) tokens.sum() / sent;
    }
}
