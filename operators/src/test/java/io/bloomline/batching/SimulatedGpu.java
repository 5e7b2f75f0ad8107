package io.bloomline.batching;

import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResult;
import io.bloomline.inference.ScriptedClient;
import io.bloomline.time.VirtualTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;

/**
 * GPUs on virtual time: each works on one batch at a time, for as long as a law says, and batches wait for the first that
 * is free.
 */
final class SimulatedGpu implements InferenceClient {

    private final VirtualTime time;
    private final Duration roundTrip;
    private final ToDoubleFunction<List<InferenceRequest>> serviceNanos;
    private final long[] freeAt;
    private long tokens;
    private long paddedTokens;
    private int batches;
    private long lastAnswerAt;

    /**
     * Idle GPUs.
     *
     * @param roundTrip    what a call takes beside its service
     * @param serviceNanos how long a batch takes
     */
    SimulatedGpu(
            VirtualTime time, int gpus, Duration roundTrip, ToDoubleFunction<List<InferenceRequest>> serviceNanos) {
        this.time = time;
        this.roundTrip = roundTrip;
        this.serviceNanos = serviceNanos;
        this.freeAt = new long[gpus];
        Arrays.fill(freeAt, time.nanoTime());
    }

    /** {@code fixed + perToken · n · longest}, in nanoseconds. */
    static ToDoubleFunction<List<InferenceRequest>> padded(double fixed, double perToken) {
        return batch -> fixed + perToken * batch.size() * longest(batch);
    }

    static int longest(List<InferenceRequest> batch) {
        return batch.stream().mapToInt(InferenceRequest::tokens).max().orElse(0);
    }

    @Override
    public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
        int gpu = 0;
        for (int i = 1; i < freeAt.length; i++) {
            gpu = freeAt[i] - freeAt[gpu] < 0 ? i : gpu;
        }
        long now = time.nanoTime();
        long begin = freeAt[gpu] - now > 0 ? freeAt[gpu] : now;
        freeAt[gpu] = begin + (long) serviceNanos.applyAsDouble(batch);
        batches++;
        tokens += batch.stream().mapToLong(InferenceRequest::tokens).sum();
        paddedTokens += (long) batch.size() * longest(batch);
        CompletableFuture<InferenceResult> answer = new CompletableFuture<>();
        lastAnswerAt = freeAt[gpu] + roundTrip.toNanos();
        time.schedule(
                Duration.ofNanos(lastAnswerAt - now),
                () -> answer.complete(new InferenceResult(
                        batch.stream().map(ScriptedClient::responseTo).toList(), "1", "gpu")));
        return answer;
    }

    int batches() {
        return batches;
    }

    double paddingShare() {
        return 1 - (double) tokens / paddedTokens;
    }

    @Override
    public void close() {}
}
