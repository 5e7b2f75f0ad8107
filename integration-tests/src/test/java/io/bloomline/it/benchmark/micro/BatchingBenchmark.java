package io.bloomline.it.benchmark.micro;

import io.bloomline.batching.BatchLimits;
import io.bloomline.batching.BatchObserver;
import io.bloomline.batching.InFlightLimit;
import io.bloomline.batching.MicroBatcher;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResult;
import io.bloomline.time.Scheduler;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What it takes to wait among 1,024 others, to be chosen for a batch of 64, and to be given the answer: per request. Each
 * answer to a batch frees the slot for the next, and as many requests come in as went out.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class BatchingBenchmark {

    private static final int POOL = 1_024;
    private static final int LONGEST = 1_024;
    private static final long SEED = 7;

    private final Random random = new Random(SEED);
    private final List<InferenceRequest> requests = random.ints(POOL, 1, LONGEST)
            .<InferenceRequest>mapToObj(tokens -> new InferenceRequest.Embed("", new int[tokens]))
            .toList();

    private final WhenAsked client = new WhenAsked();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final MicroBatcher batcher = new MicroBatcher(
            client,
            new BatchLimits(Samples.BATCH, Integer.MAX_VALUE, Duration.ofHours(1), 1, Integer.MAX_VALUE),
            InFlightLimit.adaptive(1, 1),
            Scheduler.on(timer),
            BatchObserver.NONE);
    private int next;

    public BatchingBenchmark() {
        requests.forEach(request -> batcher.submit(request).isDone());
    }

    @Benchmark
    @OperationsPerInvocation(Samples.BATCH)
    public void answerBatch(Blackhole out) {
        for (int i = 0; i < Samples.BATCH; i++) {
            CompletableFuture<?> unused =
                    batcher.submit(requests.get(next++ % POOL)).thenAccept(out::consume);
        }
        client.answer();
    }

    @TearDown
    public void close() {
        client.answerAtOnce();
        batcher.close();
        timer.shutdownNow();
    }

    /** Answers the batch that is under way when it is told to. */
    private static final class WhenAsked implements InferenceClient {

        private List<InferenceRequest> batch = List.of();
        private CompletableFuture<InferenceResult> answer = new CompletableFuture<>();
        private boolean atOnce;

        @Override
        public CompletableFuture<InferenceResult> infer(List<InferenceRequest> asked) {
            batch = asked;
            answer = new CompletableFuture<>();
            if (atOnce) {
                answer();
            }
            return answer;
        }

        void answer() {
            answer.complete(
                    new InferenceResult(Collections.nCopies(batch.size(), Samples.RESPONSE), "1", Samples.ENDPOINT));
        }

        void answerAtOnce() {
            atOnce = true;
            answer();
        }

        @Override
        public void close() {}
    }
}
