package io.bloomline.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.inference.Requests;
import io.bloomline.time.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A model that computes two batches at once, and is never given more, as one in this process: on virtual time. */
class TwoAtOnceTest {

    private static final long MILLIS = 1_000_000;

    private final VirtualTime time = new VirtualTime();
    private final SimulatedGpu model =
            new SimulatedGpu(time, 2, Duration.ZERO, SimulatedGpu.padded(14 * MILLIS, 0.2 * MILLIS));
    private final MicroBatcher batcher = new MicroBatcher(
            model,
            new BatchLimits(16, 100_000, Duration.ZERO, 2),
            InFlightLimit.adaptive(2, 1),
            time,
            BatchObserver.NONE);

    private int answered;
    private long waited;

    @Test
    void aBatchThatIsNotFullGoesBesideAnother() {
        for (int i = 0; i < 300; i++) {
            submit(i);
            time.advance(Duration.ofMillis(10));
        }
        waited = 0;
        answered = 0;
        for (int i = 0; i < 300; i++) {
            submit(i);
            time.advance(Duration.ofMillis(10));
        }

        assertThat((double) waited / answered / MILLIS)
                .as("milliseconds until an answer, of which the model takes 15")
                .isLessThan(18);
    }

    @Test
    void bothSlotsAreInUseUnderLoad() {
        long begin = time.nanoTime();
        for (int i = 0; i < 3_200; i++) {
            submit(i);
        }
        while (answered < 3_200) {
            time.advanceToNextTask();
        }

        double possible = 3_200 / 16 / 2 * (14 + 0.2 * 16 * 5);
        assertThat((double) (time.nanoTime() - begin) / MILLIS).isLessThan(1.06 * possible);
    }

    private void submit(int number) {
        long now = time.nanoTime();
        CompletableFuture<?> unused = batcher.submit(Requests.embed(number, 5)).thenAccept(answer -> {
            answered++;
            waited += time.nanoTime() - now;
        });
    }
}
