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

        assertThat(group.value("batches_in_flight")).isEqualTo(1);
        assertThat(group.value("requests_waiting")).isEqualTo(2);
        assertThat(group.value("batches_in_flight_limit")).isEqualTo(1);
        assertThat(group.value("lanes")).isEqualTo(1);

        server.lastCall().answer();
        server.lastCall().answer();

        assertThat(group.value("batches_in_flight")).isZero();
        assertThat(group.value("requests_waiting")).isZero();
    }

    @Test
    void tellTheSizeAndThePaddingOfABatch() {
        submit(embed(0, 1), embed(1, 10), embed(2, 5));
        server.lastCall().answer();

        assertThat(group.count("batches_total")).isEqualTo(2);
        assertThat(group.histogram("batch_size").getStatistics().getValues()).containsExactly(1, 2);
        assertThat(group.histogram("batch_tokens").getStatistics().getValues()).containsExactly(1, 15);
        assertThat(group.histogram("batch_padding_ratio").getStatistics().getQuantile(1))
                .isEqualTo(0.25);
    }

    @Test
    void tellHowLongRequestsWaitAndTheModelTakes() {
        submit(embed(1, 5), embed(2, 5));
        time.advance(Duration.ofMillis(30));
        server.lastCall().answer();
        time.advance(Duration.ofMillis(50));
        server.lastCall().answer();

        assertThat(group.histogram("queue_time_seconds").getStatistics().getQuantile(0))
                .isZero();
        assertThat(longest("queue_time_seconds")).isCloseTo(0.030, within(1e-9));
        assertThat(group.histogram("server_time_seconds").getStatistics().getQuantile(0))
                .isCloseTo(0.030, within(1e-9));
        assertThat(longest("server_time_seconds")).isCloseTo(0.050, within(1e-9));
        assertThat(group.value("busy_ratio")).isCloseTo(0.080 / 59.08, within(1e-9));
        assertThat(group.value("good_ratio")).isCloseTo(1, within(1e-9));
    }

    @Test
    void tellRetriesAndTheTimeLostByThem() {
        submit(embed(1, 5));
        server.lastCall().fail(AWAY);
        time.advanceToNextTask();
        time.advance(Duration.ofMillis(100));
        server.lastCall().answer();

        double all = longest("server_time_seconds");
        assertThat(group.count("retries_total")).isEqualTo(1);
        assertThat(group.count("code=unavailable.retries_total")).isEqualTo(1);
        assertThat(group.count("batches_failed_total")).isZero();
        assertThat(all).isGreaterThan(0.1);
        assertThat(group.value("good_ratio")).isCloseTo(0.1 / all, within(1e-4));
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

        assertThat(group.count("batches_total")).isEqualTo(4);
        assertThat(group.count("batches_failed_total")).isEqualTo(2);
        assertThat(group.count("code=refused.batches_failed_total")).isEqualTo(2);
        assertThat(longest("queue_time_seconds"))
                .as("without the time at the model of what was refused")
                .isCloseTo(0.010, within(1e-9));
        assertThat(group.value("good_ratio")).isCloseTo(1.0 / 3, within(1e-9));
    }

    @Test
    void tellThatAFullBatchOfEqualsWastesNothing() {
        submit(embed(0, 1), embed(1, 5), embed(2, 5), embed(3, 5), embed(4, 5));
        server.lastCall().answer();
        time.advance(Duration.ofMinutes(1));
        server.lastCall().answer();
        time.advance(Duration.ofSeconds(1));

        assertThat(group.value("padding_ratio")).isEqualTo(1);
        assertThat(group.value("fill_ratio")).isCloseTo(1, within(1e-9));
        assertThat(group.value("busy_ratio")).isCloseTo(1, within(1e-9));
        assertThat(group.value("good_ratio")).isEqualTo(1);
        assertThat(group.value("useful_ratio")).isCloseTo(1, within(1e-9));
    }

    private double longest(String histogram) {
        return group.histogram(histogram).getStatistics().getQuantile(1);
    }

    private void submit(InferenceRequest... requests) {
        for (InferenceRequest request : requests) {
            CompletableFuture<?> unused = batcher.submit(request);
        }
    }
}
