package io.bloomline.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.Answer;
import io.bloomline.inference.AttemptObserver;
import io.bloomline.inference.Backoff;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceClients;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.inference.InferenceResult;
import io.bloomline.inference.Requests;
import io.bloomline.inference.ScriptedClient;
import io.bloomline.time.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The batcher among real threads: what holds in the simulation holds here. The time limit is for a hang only. */
@Timeout(120)
class MicroBatcherStressTest {

    private static final int SUBMITTERS = 4;
    private static final int REQUESTS_EACH = 2_000;
    private static final int MAX_IN_FLIGHT = 3;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService submitters = Executors.newFixedThreadPool(SUBMITTERS);
    private final ThreadedServer server = new ThreadedServer();
    private final Scheduler scheduler = Scheduler.on(timer);
    private final MicroBatcher batcher = new MicroBatcher(
            InferenceClients.resilient(
                    server,
                    new Backoff(Duration.ofNanos(1_000), Duration.ofMillis(1)),
                    scheduler,
                    new Random(3),
                    AttemptObserver.NONE),
            new BatchLimits(16, 400, Duration.ofMillis(1), MAX_IN_FLIGHT),
            InFlightLimit.adaptive(MAX_IN_FLIGHT, 1),
            scheduler,
            BatchObserver.NONE);

    @AfterEach
    void stopThreads() {
        batcher.close();
        submitters.shutdownNow();
        timer.shutdownNow();
    }

    @Test
    void everybodyGetsTheirOwnAnswerOnce() throws Exception {
        List<Submitted> all = joined(submitFromAllThreads(new CountDownLatch(0)));
        CompletableFuture.allOf(all.stream().map(Submitted::ended).toArray(CompletableFuture[]::new))
                .join();

        for (Submitted each : all) {
            assertThat(each.endings).hasValue(1);
            if (each.isPoison()) {
                assertThat(each.code()).isIn("poison", "cancelled");
            } else if (!each.cancelled) {
                assertThat(each.text()).isEqualTo("answer to " + each.request.text());
            }
        }
        assertThat(server.mostOpen.get()).isBetween(1, MAX_IN_FLIGHT);
    }

    @Test
    void closingInTheMiddleEndsEverything() throws Exception {
        CountDownLatch someAnswered = new CountDownLatch(500);
        List<Future<List<Submitted>>> running = submitFromAllThreads(someAnswered);
        someAnswered.await();

        batcher.close();

        assertThat(server.open).hasValue(0);
        List<Submitted> all = joined(running);
        assertThat(all).hasSize(SUBMITTERS * REQUESTS_EACH).allSatisfy(each -> {
            assertThat(each.answer).isDone();
            assertThat(each.endings).hasValue(1);
        });
        assertThat(server.open).hasValue(0);
    }

    private List<Future<List<Submitted>>> submitFromAllThreads(CountDownLatch ends) {
        List<Future<List<Submitted>>> running = new ArrayList<>();
        for (int i = 0; i < SUBMITTERS; i++) {
            int first = i * REQUESTS_EACH;
            running.add(submitters.submit(() -> {
                List<Submitted> mine = new ArrayList<>();
                for (int number = first; number < first + REQUESTS_EACH; number++) {
                    mine.add(new Submitted(number, ends));
                }
                return mine;
            }));
        }
        return running;
    }

    private static List<Submitted> joined(List<Future<List<Submitted>>> running) throws Exception {
        List<Submitted> all = new ArrayList<>();
        for (Future<List<Submitted>> each : running) {
            all.addAll(each.get());
        }
        return all;
    }

    private static boolean isPoison(InferenceRequest request) {
        return request.tokenIds()[0] % 97 == 0;
    }

    private final class Submitted {
        private final InferenceRequest request;
        private final CompletableFuture<Answer> answer;
        private final CompletableFuture<?> ended;
        private final AtomicInteger endings = new AtomicInteger();
        private final boolean cancelled;

        Submitted(int number, CountDownLatch ends) {
            request = Requests.generate(number, 4 << (number % 2));
            answer = batcher.submit(request);
            ended = answer.handle((given, thrown) -> {
                ends.countDown();
                return endings.incrementAndGet();
            });
            cancelled = number % 50 == 0 && answer.cancel(false);
        }

        CompletableFuture<?> ended() {
            return ended;
        }

        boolean isPoison() {
            return MicroBatcherStressTest.isPoison(request);
        }

        String text() {
            return ((Generated) answer.join().response()).text();
        }

        String code() {
            return answer.handle((given, thrown) -> thrown == null
                            ? "none"
                            : FailureException.of(thrown).failure().code())
                    .join();
        }
    }

    /** Answers on threads of its own, is away now and then, and refuses poison. */
    private static final class ThreadedServer implements InferenceClient {
        private final ExecutorService threads = Executors.newFixedThreadPool(MAX_IN_FLIGHT);
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger mostOpen = new AtomicInteger();

        @Override
        public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
            mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
            return CompletableFuture.supplyAsync(() -> answer(batch), threads);
        }

        private InferenceResult answer(List<InferenceRequest> batch) {
            open.decrementAndGet();
            if (calls.incrementAndGet() % 10 == 0) {
                throw new FailureException(Failure.transientFailure("unavailable", "The server is away."));
            }
            if (batch.stream().anyMatch(MicroBatcherStressTest::isPoison)) {
                throw new FailureException(Failure.rejected("poison", "The batch holds a poisonous request."));
            }
            return new InferenceResult(
                    batch.stream().map(ScriptedClient::responseTo).toList(), "1", "threads");
        }

        @Override
        public void close() {
            threads.shutdown();
            try {
                if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("The server's threads go on.");
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
