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

    private static final double NANOS_PER_SECOND = 1e9;

    private final UsefulShare useful;

    private final Counter batches = new SharedCounter();
    private final Counter batchesFailed = new SharedCounter();
    private final Counter retries = new SharedCounter();
    private final CauseCounters failedByCause = new CauseCounters("batches_failed_total");
    private final CauseCounters retriesByCause = new CauseCounters("retries_total");

    private final Histogram batchSize = RecentValues.ofNumbers();
    private final Histogram batchTokens = RecentValues.ofNumbers();
    private final Histogram padding = RecentValues.ofPercents();
    private final Histogram queueTime = RecentValues.ofMicros();
    private final Histogram serverTime = RecentValues.ofMicros();

    private volatile int limit;
    private volatile int lanes;
    private volatile double callNanos;
    private volatile double tokenNanos;

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
        model.gauge("useful_ratio", (Gauge<Double>) useful::product);
        model.gauge("padding_ratio", (Gauge<Double>) useful::padding);
        model.gauge("fill_ratio", (Gauge<Double>) useful::fill);
        model.gauge("busy_ratio", (Gauge<Double>) useful::busy);
        model.gauge("good_ratio", (Gauge<Double>) useful::good);

        model.gauge("requests_waiting", (Gauge<Integer>) waiting::getAsInt);
        model.gauge("batches_in_flight", (Gauge<Integer>) useful::batchesInFlight);
        model.gauge("batches_in_flight_limit", (Gauge<Integer>) () -> limit);
        model.gauge("lanes", (Gauge<Integer>) () -> lanes);
        model.gauge("call_cost_seconds", (Gauge<Double>) () -> callNanos / NANOS_PER_SECOND);
        model.gauge("token_cost_seconds", (Gauge<Double>) () -> tokenNanos / NANOS_PER_SECOND);

        model.counter("batches_total", batches);
        model.counter("batches_failed_total", batchesFailed);
        model.counter("retries_total", retries);
        failedByCause.register(model);
        retriesByCause.register(model);

        model.histogram("batch_size", batchSize);
        model.histogram("batch_tokens", batchTokens);
        model.histogram("batch_padding_ratio", padding);
        model.histogram("queue_time_seconds", queueTime);
        model.histogram("server_time_seconds", serverTime);
    }

    @Override
    public void batchSent(SentBatch batch) {
        useful.batchBegins(batch);
        limit = batch.limit();
        lanes = batch.lanes();
        callNanos = batch.cost().callNanos();
        tokenNanos = batch.cost().tokenNanos();
        batches.inc();
        batchSize.update(batch.items());
        batchTokens.update(batch.tokens());
        padding.update(paddingPercent(batch));
        queueTime.update(TimeUnit.NANOSECONDS.toMicros(batch.queueNanos()));
    }

    private static long paddingPercent(SentBatch batch) {
        long padded = Math.max(1, batch.paddedTokens());
        return Math.round(100.0 * (double) (batch.paddedTokens() - batch.tokens()) / (double) padded);
    }

    @Override
    public void batchDone(SentBatch batch, long serverNanos, @Nullable Failure failure) {
        useful.batchEnds(batch, failure == null);
        serverTime.update(TimeUnit.NANOSECONDS.toMicros(serverNanos));
        if (failure != null) {
            batchesFailed.inc();
            failedByCause.count(failure.code());
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
        retriesByCause.count(failure.code());
    }
}
