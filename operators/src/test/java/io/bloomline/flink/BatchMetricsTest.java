package io.bloomline.flink;

import static io.bloomline.inference.Requests.embed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bloomline.batching.BatchLimits;
import io.bloomline.batching.InFlightLimit;
import io.bloomline.batching.MicroBatcher;
import io.bloomline.failure.Failure;
import io.bloomline.inference.Backoff;
import io.bloomline.inference.InferenceClients;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.ScriptedClient;
import io.bloomline.time.VirtualTime;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the metrics say of a batcher at work on virtual time: one batch of up to two at a time. */
class BatchMetricsTest {

    private static final Failure AWAY = Failure.transientFailure("unavailable", "The server is away.");
    private static final Failure REFUSED = Failure.rejected("refused", "The model refuses the batch.");

    private final VirtualTime time = new VirtualTime();
    private final ScriptedClient server = new ScriptedClient();
    private final BatchMetrics metrics = new BatchMetrics(time);
    private final RecordingMetricGroup group = new RecordingMetricGroup();

    private final MicroBatcher batcher = new MicroBatcher(
            InferenceClients.resilient(server, Backoff.DEFAULT, time, new Random(7), metrics),
            new BatchLimits(2, 1_000, Duration.ZERO, 1),
            InFlightLimit.adaptive(1, 1),
            time,
            metrics);

    @BeforeEach
    void aFullWindow() {
        metrics.register(group, batcher::waiting);
        time.advance(Duration.ofMinutes(1));
    }

    @Test
    void tellWhatIsUnderWayAndWhatWaits() {
        submit(embed(1, 5), embed(2, 5), embed(3, 5));

        assertThat(group.value("batchesInFlight")).isEqualTo(1);
        assertThat(group.value("requestsWaiting")).isEqualTo(2);
        assertThat(group.value("batchesInFlightLimit")).isEqualTo(1);
        assertThat(group.value("lanes")).isEqualTo(1);

        server.lastCall().answer();
        server.lastCall().answer();

        assertThat(group.value("batchesInFlight")).isZero();
        assertThat(group.value("requestsWaiting")).isZero();
    }

    @Test
    void tellTheSizeAndThePaddingOfABatch() {
        submit(embed(0, 1), embed(1, 10), embed(2, 5));
        server.lastCall().answer();

        assertThat(group.count("batches")).isEqualTo(2);
        assertThat(group.histogram("batchSize").getStatistics().getValues()).containsExactly(1, 2);
        assertThat(group.histogram("batchTokens").getStatistics().getValues()).containsExactly(1, 15);
        assertThat(group.histogram("paddingPercent").getStatistics().getValues())
                .containsExactly(0, 25);
    }

    @Test
    void tellHowLongRequestsWaitAndTheModelTakes() {
        submit(embed(1, 5), embed(2, 5));
        time.advance(Duration.ofMillis(30));
        server.lastCall().answer();
        time.advance(Duration.ofMillis(50));
        server.lastCall().answer();

        assertThat(group.histogram("queueTimeMicros").getStatistics().getValues())
                .containsExactly(0, 30_000);
        assertThat(group.histogram("serverTimeMicros").getStatistics().getValues())
                .containsExactly(30_000, 50_000);
        assertThat(group.value("busy")).isCloseTo(0.080 / 59.08, within(1e-9));
        assertThat(group.value("good")).isCloseTo(1, within(1e-9));
    }

    @Test
    void tellRetriesAndTheTimeLostByThem() {
        submit(embed(1, 5));
        server.lastCall().fail(AWAY);
        time.advanceToNextTask();
        time.advance(Duration.ofMillis(100));
        server.lastCall().answer();

        long allMicros = group.histogram("serverTimeMicros").getStatistics().getMax();
        assertThat(group.count("retries")).isEqualTo(1);
        assertThat(group.count("batchesFailed")).isZero();
        assertThat(allMicros).isGreaterThan(100_000);
        assertThat(group.value("good")).isCloseTo(100_000.0 / allMicros, within(1e-4));
    }

    @Test
    void tellWhatAPoisonousRequestCosts() {
        submit(embed(0, 1), embed(1, 5), embed(2, 5));
        server.lastCall().answer();
        time.advance(Duration.ofMillis(10));
        server.lastCall().fail(REFUSED);
        time.advance(Duration.ofMillis(10));
        server.lastCall().fail(REFUSED);
        time.advance(Duration.ofMillis(10));
        server.lastCall().answer();

        assertThat(group.count("batches")).isEqualTo(4);
        assertThat(group.count("batchesFailed")).isEqualTo(2);
        assertThat(group.histogram("queueTimeMicros").getStatistics().getMax())
                .as("without the time at the model of what was refused")
                .isEqualTo(10_000);
        assertThat(group.value("good")).isCloseTo(1.0 / 3, within(1e-9));
    }

    @Test
    void tellThatAFullBatchOfEqualsWastesNothing() {
        submit(embed(0, 1), embed(1, 5), embed(2, 5), embed(3, 5), embed(4, 5));
        server.lastCall().answer();
        time.advance(Duration.ofMinutes(1));
        server.lastCall().answer();
        time.advance(Duration.ofSeconds(1));

        assertThat(group.value("padding")).isEqualTo(1);
        assertThat(group.value("fill")).isCloseTo(1, within(1e-9));
        assertThat(group.value("busy")).isCloseTo(1, within(1e-9));
        assertThat(group.value("good")).isEqualTo(1);
        assertThat(group.value("usefulShare")).isCloseTo(1, within(1e-9));
    }

    private void submit(InferenceRequest... requests) {
        for (InferenceRequest request : requests) {
            CompletableFuture<?> unused = batcher.submit(request);
        }
    }
}
