package io.bloomline.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryingClientTest {

    private static final Failure AWAY = Failure.transientFailure("unavailable", "The server is away.");
    private static final List<InferenceRequest> BATCH = List.of(Requests.embed(1, 3), Requests.embed(2, 4));

    private final VirtualTime time = new VirtualTime();
    private final ScriptedClient server = new ScriptedClient();
    private final List<Duration> pauses = new ArrayList<>();
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));
    private final RetryingClient client =
            new RetryingClient(server, backoff, time, new Random(7), (failure, attempts, pause) -> pauses.add(pause));

    @Test
    void givesTheAnswerOfTheFirstAttempt() {
        CompletableFuture<InferenceResult> answer = client.infer(BATCH);

        server.lastCall().answer();

        assertThat(answer.join().responses()).hasSize(2);
        assertThat(server.calls()).hasSize(1);
        assertThat(time.waitingTasks()).isZero();
    }

    @Test
    void retriesATransientFailureThenGivesTheAnswer() {
        CompletableFuture<InferenceResult> answer = client.infer(BATCH);

        server.lastCall().fail(AWAY);
        assertThat(server.calls()).hasSize(1);
        time.advanceToNextTask();
        server.lastCall().fail(AWAY);
        time.advanceToNextTask();
        server.lastCall().answer();

        assertThat(answer.join().responses()).hasSize(2);
        assertThat(server.calls()).hasSize(3).allSatisfy(call -> assertThat(call.batch())
                .isEqualTo(BATCH));
        assertThat(pauses).hasSize(2);
    }

    @Test
    void ridesOutALongOutageWithPausesThatGrowToTheirCap() {
        letTheScoutBeUnderWay();
        server.script(call -> call.fail(AWAY));
        CompletableFuture<InferenceResult> answer = client.infer(BATCH);
        for (int i = 0; i < 2_000; i++) {
            time.advanceToNextTask();
        }
        server.script(ScriptedClient.Call::answer);
        time.advanceToNextTask();

        assertThat(answer.join().responses()).hasSize(2);
        for (int i = 0; i < pauses.size(); i++) {
            assertThat(pauses.get(i)).isBetween(Duration.ZERO, backoff.longest(i + 1));
        }
        assertThat(pauses.subList(5, pauses.size())).anyMatch(pause -> pause.compareTo(Duration.ofMillis(1_900)) > 0);
        assertThat(pauses).anyMatch(pause -> pause.compareTo(Duration.ofMillis(100)) < 0);
    }

    @Test
    void sendsOneBatchAgainEverySecondOrSooner() {
        server.script(call -> call.fail(AWAY));
        CompletableFuture<InferenceResult> unused = client.infer(BATCH);
        for (int i = 0; i < 2_000; i++) {
            time.advanceToNextTask();
        }

        assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofSeconds(1)) <= 0);
        assertThat(pauses).anyMatch(pause -> pause.compareTo(Duration.ofMillis(950)) > 0);
        assertThat(pauses.subList(5, pauses.size())).anyMatch(pause -> pause.compareTo(Duration.ofMillis(50)) < 0);
    }

    @Test
    void anAnswerEndsThePausesOfAllOthers() {
        List<CompletableFuture<InferenceResult>> answers =
                List.of(client.infer(BATCH), client.infer(BATCH), client.infer(BATCH));
        server.openCalls().forEach(call -> call.fail(AWAY));
        time.advanceToNextTask();

        server.lastCall().answer();
        assertThat(server.openCalls()).as("on the caller's own thread").isEmpty();
        time.advance(Duration.ZERO);

        assertThat(server.openCalls()).hasSize(2);
        server.openCalls().forEach(ScriptedClient.Call::answer);
        assertThat(answers).allMatch(CompletableFuture::isDone);
        assertThat(time.waitingTasks()).isZero();
    }

    @Test
    void aBatchThatFailsAgainInSpiteOfAnAnswerWaitsItsWholePause() {
        CompletableFuture<InferenceResult> unlucky = client.infer(BATCH);
        server.lastCall().fail(AWAY);
        answerAnother();
        time.advance(Duration.ZERO);
        server.lastCall().fail(AWAY);
        int calls = server.calls().size();

        answerAnother();
        time.advance(Duration.ZERO);
        assertThat(server.calls()).hasSize(calls + 1);
        time.advanceToNextTask();

        assertThat(server.openCalls()).hasSize(1);
        server.lastCall().fail(AWAY);
        answerAnother();
        time.advance(Duration.ZERO);
        assertThat(server.openCalls()).as("sent early every other time").hasSize(1);
        assertThat(unlucky).isNotDone();
    }

    @Test
    void anotherBatchIsTheScoutWhenTheScoutHasAnAnswer() {
        letTheScoutBeUnderWay();
        server.lastCall().answer();
        pauses.clear();
        server.script(call -> call.fail(AWAY));
        CompletableFuture<InferenceResult> unused = client.infer(BATCH);
        for (int i = 0; i < 100; i++) {
            time.advanceToNextTask();
        }

        assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofSeconds(1)) <= 0);
    }

    @Test
    void anotherBatchIsTheScoutWhenTheScoutIsCancelled() {
        CompletableFuture<InferenceResult> scout = client.infer(BATCH);
        server.lastCall().fail(AWAY);
        time.advanceToNextTask();
        scout.cancel(false);
        server.script(call -> call.fail(AWAY));
        server.lastCall().fail(AWAY);
        pauses.clear();

        CompletableFuture<InferenceResult> unused = client.infer(BATCH);
        for (int i = 0; i < 100; i++) {
            time.advanceToNextTask();
        }

        assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofSeconds(1)) <= 0);
    }

    @ParameterizedTest
    @EnumSource(value = FailureKind.class, mode = EnumSource.Mode.EXCLUDE, names = "TRANSIENT")
    void passesAnyOtherFailureOnAtOnceWithItsAttempts(FailureKind kind) {
        CompletableFuture<InferenceResult> answer = client.infer(BATCH);
        server.lastCall().fail(AWAY);
        time.advanceToNextTask();

        server.lastCall().fail(new Failure(kind, "some-code", "Some message."));

        FailureException failed = failureOf(answer);
        assertThat(failed.failure()).isEqualTo(new Failure(kind, "some-code", "Some message."));
        assertThat(failed.attempts()).isEqualTo(2);
        assertThat(time.waitingTasks()).isZero();
    }

    @Test
    void closingCallsOffThePausesAndFailsTheirBatches() {
        CompletableFuture<InferenceResult> answer = client.infer(BATCH);
        server.lastCall().fail(AWAY);

        client.close();

        assertThat(failureOf(answer).failure().kind()).isEqualTo(FailureKind.TRANSIENT);
        assertThat(failureOf(answer).failure().code()).isEqualTo("closed");
        assertThat(failureOf(answer)).hasRootCauseMessage(AWAY.message());
        assertThat(time.waitingTasks()).isZero();
        assertThat(server.isClosed()).isTrue();
    }

    @Test
    void closingLetsABatchUnderWayEndAndRefusesNewOnes() {
        CompletableFuture<InferenceResult> underWay = client.infer(BATCH);

        client.close();

        assertThat(underWay.join().responses()).hasSize(2);
        assertThat(failureOf(client.infer(BATCH)).failure().code()).isEqualTo("closed");
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void aBatchThatFailsWhileTheClientClosesIsNotSentAgain() {
        ScriptedClient failsOnClose = new ScriptedClient();
        RetryingClient retrying = new RetryingClient(
                new ClosesWith(failsOnClose, () -> failsOnClose.lastCall().fail(AWAY)),
                backoff,
                time,
                new Random(7),
                AttemptObserver.NONE);
        CompletableFuture<InferenceResult> answer = retrying.infer(BATCH);

        retrying.close();

        assertThat(failureOf(answer).failure().code()).isEqualTo("closed");
        assertThat(failsOnClose.calls()).hasSize(1);
        assertThat(time.waitingTasks()).isZero();
    }

    @Test
    void failsTheBatchWhenTheSchedulerIsShutDown() {
        CompletableFuture<InferenceResult> answer = client.infer(BATCH);
        time.shutDown();

        server.lastCall().fail(AWAY);

        assertThat(failureOf(answer).failure().code()).isEqualTo("closed");
    }

    @Test
    void retriesAllTheSameWhenTheObserverThrows() {
        RetryingClient observed =
                new RetryingClient(server, backoff, time, new Random(7), (failure, attempts, pause) -> {
                    throw new IllegalStateException("observer");
                });
        CompletableFuture<InferenceResult> answer = observed.infer(BATCH);
        server.lastCall().fail(AWAY);
        time.advanceToNextTask();

        server.lastCall().answer();

        assertThat(answer.join().responses()).hasSize(2);
    }

    private void letTheScoutBeUnderWay() {
        CompletableFuture<InferenceResult> unused = client.infer(BATCH);
        server.lastCall().fail(AWAY);
        time.advanceToNextTask();
        pauses.clear();
    }

    private void answerAnother() {
        CompletableFuture<InferenceResult> unused = client.infer(BATCH);
        server.lastCall().answer();
    }

    private static FailureException failureOf(CompletableFuture<?> answer) {
        CompletionException thrown = catchThrowableOfType(CompletionException.class, answer::join);
        return FailureException.of(thrown);
    }

    /** Does something when it is closed. */
    private record ClosesWith(InferenceClient client, Runnable onClose) implements InferenceClient {
        @Override
        public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
            return client.infer(batch);
        }

        @Override
        public void close() {
            onClose.run();
        }
    }
}
