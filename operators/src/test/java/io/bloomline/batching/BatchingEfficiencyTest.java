package io.bloomline.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.Requests;
import io.bloomline.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How near a full pool comes to what the GPUs could do at most, which is all documents sorted by length, on virtual time:
 * the same figures on any machine.
 */
class BatchingEfficiencyTest {

    private static final int DOCUMENTS = 60_000;
    private static final int POOL = 2_048;
    private static final int MAX_ITEMS = 64;
    private static final double MILLIS = 1e6;
    private static final double MICROS = 1e3;

    @ParameterizedTest(name = "{0}, {1} GPUs: at least {2} of the possible, at most {3} padding")
    @CsvSource({
        "log-normal, 1, 0.97, 0.05",
        "bimodal, 1, 0.97, 0.05",
        "uniform, 1, 0.97, 0.05",
        "log-normal, 4, 0.95, 0.05",
        "log-normal, 8, 0.92, 0.05",
        "uniform, 3, 0.96, 0.05"
    })
    void comesNearThePossible(String lengths, int gpus, double share, double padding) {
        check(lengths, gpus, SimulatedGpu.padded(5 * MILLIS, 2 * MICROS), share, padding);
    }

    @ParameterizedTest(name = "a = {0} ms, b = {1} µs, {2} GPUs: at least {3} of the possible")
    @CsvSource({
        "0, 2, 1, 0.97",
        "0.5, 0.2, 1, 0.95",
        "50, 2, 1, 0.97",
        "5, 20, 1, 0.97",
        "200, 0.1, 1, 0.98",
        "1, 0.1, 6, 0.88"
    })
    void whateverTheGpuCosts(double fixedMillis, double perTokenMicros, int gpus, double share) {
        check("log-normal", gpus, SimulatedGpu.padded(fixedMillis * MILLIS, perTokenMicros * MICROS), share, 0.08);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"log-normal, 0.97", "bimodal, 0.97"})
    void neitherPaddingNorItsAbsenceMatters(String lengths, double share) {
        check(
                lengths,
                1,
                batch -> 5 * MILLIS
                        + 2
                                * MICROS
                                * batch.stream()
                                        .mapToInt(InferenceRequest::tokens)
                                        .sum(),
                share,
                0.05);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"log-normal, 0.97", "uniform, 0.97"})
    void attentionThatGrowsWithTheSquareOfTheLength(String lengths, double share) {
        check(
                lengths,
                1,
                batch -> {
                    double longest = SimulatedGpu.longest(batch);
                    return 5 * MILLIS + batch.size() * longest * (2 * MICROS + 4 * longest);
                },
                share,
                0.05);
    }

    private static void check(
            String lengths, int gpus, ToDoubleFunction<List<InferenceRequest>> nanos, double share, double padding) {
        List<InferenceRequest> documents = documents(length(lengths));
        VirtualTime time = new VirtualTime();
        SimulatedGpu gpu = new SimulatedGpu(time, gpus, Duration.ofMillis(1), nanos);
        long begin = time.nanoTime();
        answerAll(documents, gpu, time);
        double taken = time.nanoTime() - begin;
        double reached = possible(documents, nanos) / gpus / taken;
        assertThat(reached).as("share of the possible").isGreaterThanOrEqualTo(share);
        assertThat(gpu.paddingShare()).as("padding").isLessThanOrEqualTo(padding);
    }

    /** Keeps as many documents under way as the pool holds, those at the GPU among them. */
    private static void answerAll(List<InferenceRequest> documents, SimulatedGpu gpu, VirtualTime time) {
        MicroBatcher batcher = new MicroBatcher(
                gpu,
                new BatchLimits(MAX_ITEMS, MAX_ITEMS * 1_024, Duration.ZERO, 64),
                InFlightLimit.adaptive(64, 1),
                time,
                BatchObserver.NONE);
        int[] next = {0};
        int[] answered = {0};
        Runnable[] submitNext = new Runnable[1];
        submitNext[0] = () -> {
            if (next[0] < documents.size()) {
                CompletableFuture<?> unused = batcher.submit(documents.get(next[0]++))
                        .thenAccept(answer -> {
                            answered[0]++;
                            submitNext[0].run();
                        });
            }
        };
        for (int i = 0; i < POOL; i++) {
            submitNext[0].run();
        }
        while (answered[0] < documents.size()) {
            time.advanceToNextTask();
        }
    }

    private static double possible(List<InferenceRequest> documents, ToDoubleFunction<List<InferenceRequest>> nanos) {
        List<InferenceRequest> sorted = new ArrayList<>(documents);
        sorted.sort((one, other) -> Integer.compare(other.tokens(), one.tokens()));
        double total = 0;
        for (int i = 0; i < sorted.size(); i += MAX_ITEMS) {
            total += nanos.applyAsDouble(sorted.subList(i, Math.min(sorted.size(), i + MAX_ITEMS)));
        }
        return total;
    }

    private static List<InferenceRequest> documents(ToIntFunction<Random> length) {
        Random random = new Random(7);
        InferenceRequest[] documents = new InferenceRequest[DOCUMENTS];
        Arrays.setAll(documents, i -> Requests.embed(i, Math.max(1, Math.min(1_024, length.applyAsInt(random)))));
        return List.of(documents);
    }

    private static ToIntFunction<Random> length(String name) {
        return switch (name) {
            case "log-normal" -> random -> (int) (120 * Math.exp(0.9 * random.nextGaussian()));
            case "bimodal" ->
                random -> (int)
                        (random.nextInt(5) > 0 ? 40 + 10 * random.nextGaussian() : 800 + 80 * random.nextGaussian());
            case "uniform" -> random -> 1 + random.nextInt(1_024);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
