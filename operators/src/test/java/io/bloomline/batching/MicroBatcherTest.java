package io.bloomline.batching;

import static io.bloomline.inference.Requests.embed;
import static io.bloomline.inference.Requests.generate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.Answer;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResult;
import io.bloomline.inference.MisbehavingClients;
import io.bloomline.inference.ScriptedClient;
import io.bloomline.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MicroBatcherTest {

    private static final Failure AWAY = Failure.transientFailure("unavailable", "The server is away.");
    private static final Failure REFUSED = Failure.rejected("refused", "The model refuses the batch.");

    private final VirtualTime time = new VirtualTime();
    private final ScriptedClient server = new ScriptedClient();

    @Test
    void sendsAFullBatchAtOnce() {
        MicroBatcher batcher = batcher(3, 1000, 20, 1);

        submit(batcher, embed(1, 5), embed(2, 5), embed(3, 5));

        assertThat(server.lastCall().batch()).hasSize(3);
    }

    @Test
    void aBatchIsFullWhenNotEvenTheShortestRequestWouldFit() {
        MicroBatcher batcher = batcher(100, 20, 20, 1);

        submit(batcher, embed(1, 10), embed(2, 10));

        assertThat(server.lastCall().batch()).hasSize(2);
    }

    @Test
    void letsTheOldestWaitForOthersUntilItsDelayIsOver() {
        MicroBatcher batcher = batcher(3, 1000, 20, 1);
        submit(batcher, embed(1, 5));
        time.advance(Duration.ofMillis(15));
        submit(batcher, embed(2, 5));
        time.advance(Duration.ofMillis(4));
        assertThat(server.calls()).isEmpty();

        time.advance(Duration.ofMillis(1));

        assertThat(server.lastCall().batch()).hasSize(2);
    }

    @Test
    void sendsEachRequestAtOnceWithoutDelay() {
        MicroBatcher batcher = batcher(3, 1000, 0, 2);

        submit(batcher, embed(1, 5), embed(2, 5));

        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void doesNotLingerWhenMoreWaitsThanFitsIntoABatch() {
        MicroBatcher batcher = batcher(100, 100, 20, 1);

        submit(batcher, embed(1, 20), embed(2, 90));

        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void cutsTheNextBatchOnlyWhenASlotIsFree() {
        MicroBatcher batcher = batcher(3, 1000, 20, 1);
        submit(batcher, embed(1, 5), embed(2, 5), embed(3, 5));
        submit(batcher, embed(4, 5), embed(5, 5));
        time.advance(Duration.ofSeconds(1));
        assertThat(server.calls()).hasSize(1);
        submit(batcher, embed(6, 5), embed(7, 5));

        server.lastCall().answer();

        assertThat(server.calls()).hasSize(2);
        assertThat(server.lastCall().batch()).hasSize(3);
    }

    @Test
    void keepsAsManyBatchesInFlightAsItMay() {
        MicroBatcher batcher = batcher(1, 1000, 0, 3);

        submit(batcher, embed(1, 5), embed(2, 5), embed(3, 5), embed(4, 5));

        assertThat(server.openCalls()).hasSize(3);
        server.openCalls().get(1).answer();
        assertThat(server.openCalls()).hasSize(3);
        assertThat(server.calls()).hasSize(4);
    }

    @Test
    void aRequestLongerThanABatchTravelsAlone() {
        MicroBatcher batcher = batcher(10, 100, 20, 1);
        server.script(ScriptedClient.Call::answer);

        submit(batcher, embed(1, 500), embed(2, 5), embed(3, 5));
        time.advance(Duration.ofMillis(20));

        assertThat(server.calls()).extracting(call -> call.batch().size()).containsExactly(1, 2);
        assertThat(server.calls().get(0).batch().get(0).tokens()).isEqualTo(500);
    }

    @Test
    void countsPaddingAgainstTheLimit() {
        MicroBatcher batcher = batcher(10, 100, 0, 1);
        submit(batcher, embed(0, 1));
        submit(batcher, embed(1, 10), embed(2, 10), embed(3, 40), embed(4, 10), embed(5, 10));

        server.lastCall().answer();

        // 40 would pad three to 120 tokens: it goes with the next batch, and those behind it go ahead.
        assertThat(server.lastCall().batch())
                .extracting(InferenceRequest::tokens)
                .containsExactly(10, 10, 10, 10);
    }

    @Test
    void requestsOfAnotherKindOrOtherParametersDoNotShareABatch() {
        MicroBatcher batcher = batcher(10, 1000, 0, 1);
        submit(batcher, embed(0, 1));
        submit(batcher, generate(1, 8), embed(2, 5), generate(3, 16), generate(4, 8), embed(5, 5));
        server.script(ScriptedClient.Call::answer);

        server.lastCall().answer();

        assertThat(server.calls().stream().skip(1).map(call -> call.batch().stream()
                        .map(InferenceRequest::text)
                        .toList()))
                .containsExactlyInAnyOrder(
                        List.of("prompt 1", "prompt 4"), List.of("text 2", "text 5"), List.of("prompt 3"));
    }

    @Test
    void dropsCancelledRequestsFromThePool() {
        MicroBatcher batcher = batcher(2, 1000, 20, 1);
        submit(batcher, embed(0, 1), embed(0, 1));
        List<CompletableFuture<Answer>> answers = submit(batcher, embed(1, 5), embed(2, 5), embed(3, 5));

        answers.get(0).cancel(false);
        server.lastCall().answer();

        assertThat(server.lastCall().batch()).extracting(InferenceRequest::text).containsExactly("text 2", "text 3");
    }

    @Test
    void givesAnswersWithWhereTheyCameFrom() {
        MicroBatcher batcher = batcher(2, 1000, 20, 1);
        List<CompletableFuture<Answer>> answers = submit(batcher, generate(1, 8), generate(2, 8));

        server.lastCall().answer();

        assertThat(answers.get(1).join())
                .isEqualTo(new Answer(ScriptedClient.responseTo(generate(2, 8)), "1", "scripted"));
    }

    @Test
    void halvesARefusedBatchUntilTheGuiltyStandsAlone() {
        MicroBatcher batcher = batcher(8, 1000, 20, 1);
        server.script(call -> {
            if (call.batch().stream().anyMatch(request -> request.text().equals("text 5"))) {
                call.fail(REFUSED);
            } else {
                call.answer();
            }
        });

        List<CompletableFuture<Answer>> answers = submit(batcher, embeds(8));

        FailureException failed = failureOf(answers.get(5));
        assertThat(failed.failure()).isEqualTo(REFUSED);
        assertThat(failed.attempts()).as("asked in batches of 8, 4, 2 and 1").isEqualTo(4);
        assertThat(answers)
                .filteredOn(answer -> !answer.isCompletedExceptionally())
                .hasSize(7);
        assertThat(server.calls()).hasSize(7);
    }

    @Test
    void theInnocentNeedNotWaitForTheGuiltyToBeFound() {
        MicroBatcher batcher = batcher(4, 1000, 20, 1);
        List<CompletableFuture<Answer>> answers = submit(batcher, embeds(4));

        server.lastCall().fail(REFUSED);
        server.lastCall().answer();

        assertThat(answers).extracting(CompletableFuture::isDone).containsExactly(true, true, false, false);
    }

    @Test
    void leavesCancelledRequestsOutOfTheHalves() {
        MicroBatcher batcher = batcher(4, 1000, 20, 1);
        List<CompletableFuture<Answer>> answers = submit(batcher, embeds(4));
        answers.get(0).cancel(false);

        server.lastCall().fail(REFUSED);

        assertThat(server.lastCall().batch()).extracting(InferenceRequest::text).containsExactly("text 1");
    }

    @Test
    void passesFailuresThatAreNoRequestsFaultToEachOfTheBatch() {
        MicroBatcher batcher = batcher(2, 1000, 20, 1);
        List<CompletableFuture<Answer>> answers = submit(batcher, embeds(2));

        server.lastCall().fail(Failure.misconfigured("unknown-model", "The server has no model of this name."));

        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(failureOf(answer).failure().code()).isEqualTo("unknown-model"));
        assertThat(server.calls()).hasSize(1);
    }

    static Stream<InferenceClient> clientsThatBreakTheirContract() {
        return MisbehavingClients.all();
    }

    @ParameterizedTest
    @MethodSource("clientsThatBreakTheirContract")
    void noMisbehaviourOfTheClientLeavesAnyoneWaiting(InferenceClient client) {
        MicroBatcher batcher = new MicroBatcher(client, limits(4, 1000, 20, 1), always(1), time, BatchObserver.NONE);

        List<CompletableFuture<Answer>> answers = submit(batcher, embeds(9));
        time.advance(Duration.ofMillis(20));

        assertThat(answers).hasSize(9).allSatisfy(answer -> assertThat(
                        failureOf(answer).failure().kind())
                .isIn(FailureKind.REJECTED, FailureKind.MISCONFIGURED));
        batcher.close();
    }

    @Test
    void aClientThatAnswersOnTheSpotDoesNotDeepenTheStack() {
        MicroBatcher batcher = batcher(1, 1000, 20, 1);
        List<CompletableFuture<Answer>> answers = submit(batcher, embeds(20_000));
        server.script(ScriptedClient.Call::answer);

        server.lastCall().answer();

        assertThat(answers).allMatch(CompletableFuture::isDone);
        assertThat(server.calls()).hasSize(20_000);
    }

    @Test
    void anAnswerMaySubmitTheNextRequest() {
        MicroBatcher batcher = batcher(1, 1000, 20, 1);
        server.script(ScriptedClient.Call::answer);

        CompletableFuture<Answer> second =
                batcher.submit(embed(1, 5)).thenCompose(first -> batcher.submit(embed(2, 5)));

        assertThat(second).isCompleted();
    }

    @Test
    void closingFailsWhatWaitsAndRefusesWhatComes() {
        MicroBatcher batcher = batcher(2, 1000, 20, 1);
        List<CompletableFuture<Answer>> answers = submit(batcher, embeds(3));

        batcher.close();
        CompletableFuture<Answer> late = batcher.submit(embed(9, 5));

        assertThat(answers.get(0))
                .isCompletedWithValueMatching(answer -> answer.endpoint().equals("scripted"));
        for (CompletableFuture<Answer> unanswered : List.of(answers.get(2), late)) {
            assertThat(failureOf(unanswered).failure().kind()).isEqualTo(FailureKind.TRANSIENT);
            assertThat(failureOf(unanswered).failure().code()).isEqualTo("closed");
        }
        assertThat(server.isClosed()).isTrue();
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void closingFailsTheHalfThatWaitsForItsSlot() {
        MicroBatcher batcher = batcher(2, 1000, 20, 1);
        List<CompletableFuture<Answer>> answers = submit(batcher, embeds(2));
        server.lastCall().fail(REFUSED);

        batcher.close();

        assertThat(answers.get(0))
                .isCompletedWithValueMatching(answer -> answer.endpoint().equals("scripted"));
        assertThat(failureOf(answers.get(1)).failure().code()).isEqualTo("closed");
    }

    @Test
    void closingWaitsForABatchUnderWayEvenWhenTheClientDoesNot() throws InterruptedException {
        ScriptedClient hasty = new ScriptedClient();
        InferenceClient closesAtOnce = closing(hasty, () -> {});
        MicroBatcher batcher =
                new MicroBatcher(closesAtOnce, limits(1, 1000, 20, 1), always(1), time, BatchObserver.NONE);
        CompletableFuture<Answer> answer = batcher.submit(embed(1, 5));
        AtomicBoolean answeredBeforeClosed = new AtomicBoolean();
        Thread closer = new Thread(() -> {
            batcher.close();
            answeredBeforeClosed.set(answer.isDone());
        });

        closer.start();
        while (closer.getState() != Thread.State.WAITING && closer.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
        hasty.lastCall().answer();
        closer.join();

        assertThat(answeredBeforeClosed).isTrue();
    }

    @Test
    void closingLeavesNoTimerBehindAndMayBeRepeated() {
        MicroBatcher batcher = batcher(2, 1000, 20, 1);
        submit(batcher, embed(1, 5));

        batcher.close();
        batcher.close();

        assertThat(time.waitingTasks()).isZero();
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void aBatchThatIsRefusedWhileClosingMayBeAskedAgain() {
        ScriptedClient refusing = new ScriptedClient();
        InferenceClient refusesOnClose =
                closing(refusing, () -> refusing.lastCall().fail(REFUSED));
        MicroBatcher batcher =
                new MicroBatcher(refusesOnClose, limits(2, 1000, 20, 1), always(1), time, BatchObserver.NONE);
        List<CompletableFuture<Answer>> answers = submit(batcher, embeds(2));

        batcher.close();

        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(failureOf(answer).failure().code()).isEqualTo("closed"));
    }

    @Test
    void goesOnWhenTheSchedulerIsShutDown() {
        MicroBatcher batcher = batcher(2, 1000, 20, 1);
        time.shutDown();

        submit(batcher, embed(1, 5));
        submit(batcher, embed(2, 5));

        assertThat(server.lastCall().batch()).hasSize(2);
    }

    @Test
    void tellsItsObserverWhatABatchWeighedAndHowLongItTook() {
        Notes notes = new Notes();
        MicroBatcher batcher = new MicroBatcher(server, limits(2, 1000, 20, 1), always(1), time, notes);
        submit(batcher, embed(1, 5));
        time.advance(Duration.ofMillis(7));
        submit(batcher, embed(2, 9));
        time.advance(Duration.ofMillis(30));

        server.lastCall().fail(AWAY);

        assertThat(notes.lines)
                .containsExactly(
                        "sent 2 items, 14 tokens, 18 padded, after " + Duration.ofMillis(7),
                        "done after " + Duration.ofMillis(30) + ": " + AWAY);
    }

    @Test
    void answersAllTheSameWhenItsObserverThrows() {
        BatchObserver broken = new BatchObserver() {
            @Override
            public void batchSent(SentBatch batch) {
                throw new IllegalStateException("sent");
            }

            @Override
            public void batchDone(SentBatch batch, long serverNanos, @Nullable Failure failure) {
                throw new IllegalStateException("done");
            }
        };
        MicroBatcher batcher = new MicroBatcher(server, limits(1, 1000, 20, 1), always(1), time, broken);
        server.script(ScriptedClient.Call::answer);

        assertThat(batcher.submit(embed(1, 5))).isCompleted();
        assertThat(batcher.submit(embed(2, 5))).isCompleted();
    }

    private MicroBatcher batcher(int maxItems, int maxTokens, int maxDelayMillis, int maxInFlight) {
        return new MicroBatcher(
                server,
                limits(maxItems, maxTokens, maxDelayMillis, maxInFlight),
                always(maxInFlight),
                time,
                BatchObserver.NONE);
    }

    /** A limit that stays. */
    private static InFlightLimit always(int batches) {
        return InFlightLimit.continuous(batches, Integer.MAX_VALUE);
    }

    private static BatchLimits limits(int maxItems, int maxTokens, int maxDelayMillis, int maxInFlight) {
        return new BatchLimits(maxItems, maxTokens, Duration.ofMillis(maxDelayMillis), maxInFlight);
    }

    private static InferenceRequest[] embeds(int count) {
        InferenceRequest[] requests = new InferenceRequest[count];
        for (int i = 0; i < count; i++) {
            requests[i] = embed(i, 5);
        }
        return requests;
    }

    private static List<CompletableFuture<Answer>> submit(MicroBatcher batcher, InferenceRequest... requests) {
        return Stream.of(requests).map(batcher::submit).toList();
    }

    /** The client, with something else to do on close. */
    private static InferenceClient closing(InferenceClient client, Runnable onClose) {
        return new InferenceClient() {
            @Override
            public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
                return client.infer(batch);
            }

            @Override
            public void close() {
                onClose.run();
            }
        };
    }

    private static FailureException failureOf(CompletableFuture<?> answer) {
        assertThat(answer).isDone();
        return FailureException.of(catchThrowableOfType(CompletionException.class, answer::join));
    }

    private static final class Notes implements BatchObserver {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void batchSent(SentBatch batch) {
            lines.add("sent " + batch.items() + " items, " + batch.tokens() + " tokens, " + batch.paddedTokens()
                    + " padded, after " + Duration.ofNanos(batch.queueNanos()));
        }

        @Override
        public void batchDone(SentBatch batch, long serverNanos, @Nullable Failure failure) {
            lines.add("done after " + Duration.ofNanos(serverNanos) + ": " + failure);
        }
    }
}
