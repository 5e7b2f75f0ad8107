package io.bloomline.inference.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceRequest.Embed;
import io.bloomline.inference.InferenceRequest.Generate;
import io.bloomline.inference.InferenceResponse;
import io.bloomline.inference.InferenceResponse.Embedded;
import io.bloomline.inference.InferenceResult;
import io.bloomline.inference.ModelDescription;
import io.bloomline.inference.ModelDescription.Output;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LocalClientTest {

    private static final Embed REQUEST = new Embed("", new int[] {1});

    private final AtomicInteger released = new AtomicInteger();

    @Test
    void saysWhoAnswered() {
        try (LocalClient client = client(1, batch -> vectors(batch))) {
            InferenceResult result = client.infer(List.of(REQUEST)).join();

            assertThat(result.responses()).hasSize(1);
            assertThat(result.modelVersion()).isEqualTo("3");
            assertThat(result.endpoint()).isEqualTo("local:models");
        }
    }

    @Test
    void computesAsManyBatchesAtOnceAsItHasThreads() {
        CyclicBarrier both = new CyclicBarrier(2);
        try (LocalClient client = client(2, batch -> {
            await(both);
            return vectors(batch);
        })) {
            CompletableFuture<InferenceResult> one = client.infer(List.of(REQUEST));
            CompletableFuture<InferenceResult> other = client.infer(List.of(REQUEST));

            assertThat(CompletableFuture.allOf(one, other)).succeedsWithin(Duration.ofMinutes(1));
        }
    }

    @Test
    void waitsForBatchesUnderWayBeforeItGivesBackWhatItHolds() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        LocalClient client = client(1, batch -> {
            started.countDown();
            await(goOn);
            assertThat(released).hasValue(0);
            return vectors(batch);
        });
        CompletableFuture<InferenceResult> running = client.infer(List.of(REQUEST));
        CompletableFuture<InferenceResult> waiting = client.infer(List.of(REQUEST));
        started.await();
        Thread closing = new Thread(client::close);
        closing.start();
        closing.interrupt();
        goOn.countDown();
        closing.join();

        assertThat(running).isCompleted();
        assertThat(waiting).isCompleted();
        assertThat(released).hasValue(1);
    }

    @Test
    void closesOnce() {
        LocalClient client = client(1, batch -> vectors(batch));

        client.close();
        client.close();

        assertThat(released).hasValue(1);
    }

    @Test
    void refusesBatchesOnceClosed() {
        LocalClient client = client(1, batch -> vectors(batch));
        client.close();

        assertFails(client.infer(List.of(REQUEST)), FailureKind.TRANSIENT, "model-closed");
    }

    @Test
    void rejectsABatchThatNeedsMoreMemoryThanThereIs() {
        try (LocalClient client = client(1, batch -> {
            throw new OutOfMemoryError("Cannot reserve direct buffer memory");
        })) {
            assertFails(client.infer(List.of(REQUEST)), FailureKind.REJECTED, "out-of-memory");
        }
    }

    @Test
    void rejectsABatchThatTheModelCanNotCompute() {
        try (LocalClient client = client(1, batch -> {
            throw new IllegalStateException("odd");
        })) {
            assertFails(client.infer(List.of(REQUEST)), FailureKind.REJECTED, "model-refused");
        }
    }

    @Test
    void rejectsATextWithoutTokens() {
        try (LocalClient client = client(1, batch -> vectors(batch))) {
            assertFails(client.infer(List.of(REQUEST, new Embed("", new int[0]))), FailureKind.REJECTED, "no-tokens");
        }
    }

    @Test
    void refusesATaskThatTheModelIsNotMadeFor() {
        Generate write = new Generate("", new int[] {1}, GenerationParameters.greedy(1));
        try (LocalClient client = client(1, batch -> vectors(batch))) {
            assertFails(client.infer(List.of(write)), FailureKind.MISCONFIGURED, "model-output");
        }
    }

    private static void assertFails(CompletableFuture<InferenceResult> result, FailureKind kind, String code) {
        assertThat(result)
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(FailureException.class, e -> {
                    assertThat(e.failure().kind()).isEqualTo(kind);
                    assertThat(e.failure().code()).isEqualTo(code);
                });
    }

    private LocalClient client(int threads, Network network) {
        ModelDescription description =
                new ModelDescription("toy", "3", null, "local:models", Output.VECTOR, 10, 10, 1, false, Set.of());
        return new LocalClient(description, network, threads, released::incrementAndGet);
    }

    private static List<InferenceResponse> vectors(List<InferenceRequest> batch) {
        return batch.stream()
                .map(request -> (InferenceResponse) new Embedded(new float[] {1}))
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }
}
