package io.bloomline.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.inference.Requests;
import io.bloomline.time.VirtualTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How soon requests are answered that come by themselves at half of the possible pace, on virtual time. */
class LatencyTest {

    private static final int REQUESTS = 30_000;

    /** What one GPU does of these lengths at most, per second. */
    private static final double POSSIBLE = 2_462;

    @ParameterizedTest(name = "{0} GPUs, {1} ms on the way: half in {2} ms, all but one in a hundred in {3} ms")
    @CsvSource({"1, 0, 35, 115", "1, 3, 42, 125", "1, 5, 48, 140", "4, 0, 21, 45", "4, 3, 27, 55"})
    void theWayToTheModelIsHiddenBehindItsWork(int gpus, int roundTripMillis, double half, double almostAll) {
        double[] millis = millis(gpus, Duration.ofMillis(roundTripMillis));
        assertThat(millis[millis.length / 2]).isLessThan(half);
        assertThat(millis[millis.length * 99 / 100]).isLessThan(almostAll);
    }

    /** How long each took once something was learned, in order. */
    private static double[] millis(int gpus, Duration roundTrip) {
        VirtualTime time = new VirtualTime();
        SimulatedGpu gpu = new SimulatedGpu(time, gpus, roundTrip, SimulatedGpu.padded(5e6, 2e3));
        MicroBatcher batcher = new MicroBatcher(
                gpu,
                new BatchLimits(64, 64 * 1_024, Duration.ZERO, 64),
                InFlightLimit.adaptive(64, 1),
                time,
                BatchObserver.NONE);
        Random random = new Random(3);
        double[] millis = new double[REQUESTS];
        double at = 0;
        for (int i = 0; i < REQUESTS; i++) {
            at += -Math.log(1 - random.nextDouble()) / (POSSIBLE / 2 * gpus) * 1e9;
            int number = i;
            int tokens = Math.max(1, Math.min(1_024, (int) (120 * Math.exp(0.9 * random.nextGaussian()))));
            time.schedule(Duration.ofNanos((long) at), () -> {
                long came = time.nanoTime();
                CompletableFuture<?> unused = batcher.submit(Requests.embed(number, tokens))
                        .thenRun(() -> millis[number] = (time.nanoTime() - came) / 1e6);
            });
        }
        while (time.waitingTasks() > 0) {
            time.advanceToNextTask();
        }
        double[] settled = Arrays.copyOfRange(millis, REQUESTS / 10, REQUESTS);
        Arrays.sort(settled);
        return settled;
    }
}
