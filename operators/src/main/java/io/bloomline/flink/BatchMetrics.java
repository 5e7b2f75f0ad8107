package io.bloomline.flink;

import io.bloomline.batching.BatchObserver;
import io.bloomline.batching.SentBatch;
import io.bloomline.failure.Failure;
import io.bloomline.inference.AttemptObserver;
import io.bloomline.time.NanoClock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * What batches cost, as Flink metrics; METRICS.md says what each means. Thread-safe, since batches come and go on the
 * model's threads.
 */
final class BatchMetrics implements BatchObserver, AttemptObserver {

    private final UsefulShare useful;

    private final Counter batches = new SharedCounter();
    private final Counter batchesFailed = new SharedCounter();
    private final Counter retries = new SharedCounter();

    private final Histogram batchSize = new RecentValues();
    private final Histogram batchTokens = new RecentValues();
    private final Histogram paddingPercent = new RecentValues();
    private final Histogram queueTimeMicros = new RecentValues();
    private final Histogram serverTimeMicros = new RecentValues();

    private volatile int limit;
    private volatile int lanes;

    BatchMetrics(NanoClock clock) {
        useful = new UsefulShare(clock);
    }

    /**
     * Shows them.
     *
     * @param model   the group of the model's metrics
     * @param waiting how many requests wait to be sent
     */
    void register(MetricGroup model, IntSupplier waiting) {
        model.gauge("usefulShare", (Gauge<Double>) useful::product);
        model.gauge("padding", (Gauge<Double>) useful::padding);
        model.gauge("fill", (Gauge<Double>) useful::fill);
        model.gauge("busy", (Gauge<Double>) useful::busy);
        model.gauge("good", (Gauge<Double>) useful::good);

        model.gauge("requestsWaiting", (Gauge<Integer>) waiting::getAsInt);
        model.gauge("batchesInFlight", (Gauge<Integer>) useful::batchesInFlight);
        model.gauge("batchesInFlightLimit", (Gauge<Integer>) () -> limit);
        model.gauge("lanes", (Gauge<Integer>) () -> lanes);

        model.counter("batches", batches);
        model.counter("batchesFailed", batchesFailed);
        model.counter("retries", retries);

        model.histogram("batchSize", batchSize);
        model.histogram("batchTokens", batchTokens);
        model.histogram("paddingPercent", paddingPercent);
        model.histogram("queueTimeMicros", queueTimeMicros);
        model.histogram("serverTimeMicros", serverTimeMicros);
    }

    @Override
    public void batchSent(SentBatch batch) {
        useful.batchBegins(batch);
        limit = batch.limit();
        lanes = batch.lanes();
        batches.inc();
        batchSize.update(batch.items());
        batchTokens.update(batch.tokens());
        paddingPercent.update(paddingPercent(batch));
        queueTimeMicros.update(TimeUnit.NANOSECONDS.toMicros(batch.queueNanos()));
    }

    private static long paddingPercent(SentBatch batch) {
        long padded = Math.max(1, batch.paddedTokens());
        return Math.round(100.0 * (double) (batch.paddedTokens() - batch.tokens()) / (double) padded);
    }

    @Override
    public void batchDone(SentBatch batch, long serverNanos, @Nullable Failure failure) {
        useful.batchEnds(batch, failure == null);
        serverTimeMicros.update(TimeUnit.NANOSECONDS.toMicros(serverNanos));
        if (failure != null) {
            batchesFailed.inc();
        }
    }

    @Override
    public void attemptBegins() {
        useful.attemptBegins();
    }

    @Override
    public void attemptEnds(long nanos, @Nullable Failure failure) {
        useful.attemptEnds(nanos, failure == null);
    }

    @Override
    public void retrying(Failure failure, int attempts, Duration pause) {
        retries.inc();
    }
}
