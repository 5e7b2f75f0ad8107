package io.bloomline.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse.Embedded;
import io.bloomline.inference.Requests;
import io.bloomline.inference.ScriptedClient;
import io.bloomline.inference.ScriptedClient.Call;
import io.bloomline.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Plays a script of events against a batcher on virtual time, and watches what it promises after each of them. */
final class Simulation {

    /** Something that happens. Indexes are taken modulo what there is; with nothing there, nothing happens. */
    sealed interface Event {
        record Submit(int weight, boolean poison) implements Event {}

        record Generate(int maxTokens) implements Event {}

        record AnswerCall(int index) implements Event {}

        record FailCall(int index, FailureKind kind) implements Event {}

        record Cancel(int index) implements Event {}

        record Pass(int millis) implements Event {}
    }

    private final BatchLimits limits;
    private final VirtualTime time = new VirtualTime();
    private final ScriptedClient server;
    private final MicroBatcher batcher;
    private final List<Submitted> submitted = new ArrayList<>();
    private final Set<String> poison = new HashSet<>();
    private final Set<InferenceRequest> sent = new HashSet<>();
    private final List<AssertionError> wrongBatches = new ArrayList<>();

    Simulation(BatchLimits limits) {
        this.limits = limits;
        this.server = new ScriptedClient(this::watch);
        this.batcher = new MicroBatcher(server, limits, time, BatchObserver.NONE);
    }

    void play(List<Event> events) {
        for (Event event : events) {
            play(event);
            checkInFlight();
            checkDelay();
            assertThat(wrongBatches).isEmpty();
        }
    }

    private void play(Event event) {
        if (event instanceof Event.Submit submit) {
            InferenceRequest request = Requests.embed(submitted.size(), submit.weight());
            if (submit.poison()) {
                poison.add(request.text());
            }
            submitted.add(new Submitted(request));
        } else if (event instanceof Event.Generate generate) {
            submitted.add(new Submitted(Requests.generate(submitted.size(), generate.maxTokens())));
        } else if (event instanceof Event.AnswerCall answer
                && !server.openCalls().isEmpty()) {
            answer(pick(server.openCalls(), answer.index()));
        } else if (event instanceof Event.FailCall fail && !server.openCalls().isEmpty()) {
            pick(server.openCalls(), fail.index()).fail(new Failure(fail.kind(), "scripted", "As scripted."));
        } else if (event instanceof Event.Cancel cancel && !submitted.isEmpty()) {
            pick(submitted, cancel.index()).answer.cancel(false);
        } else if (event instanceof Event.Pass pass) {
            time.advance(Duration.ofMillis(pass.millis()));
        }
    }

    /** Lets the model answer and time pass until nothing is left to do. */
    void finish() {
        do {
            time.advance(limits.maxDelay());
            server.openCalls().forEach(this::answer);
        } while (!server.openCalls().isEmpty());
        assertThat(wrongBatches).isEmpty();
    }

    void close() {
        batcher.close();
        assertThat(server.openCalls()).as("in flight after close").isEmpty();
        assertThat(time.waitingTasks()).as("timers after close").isZero();
    }

    /** Each request was answered once: by its own answer, or by a failure that it may have got. */
    void checkAnswers(boolean mayBeClosed) {
        for (Submitted each : submitted) {
            assertThat(each.completions).as("%s answered", each.request.text()).isEqualTo(1);
            Throwable thrown = each.thrown;
            if (thrown == null) {
                assertThat(poison).doesNotContain(each.request.text());
                assertThat(each.isItsOwn(each.answer.join()))
                        .as("answer to %s", each.request.text())
                        .isTrue();
            } else if (!(thrown instanceof CancellationException)) {
                Failure failure = FailureException.of(thrown).failure();
                assertThat(failure.code()).isIn("scripted", "poison", "closed");
                if (failure.code().equals("poison")) {
                    assertThat(poison).contains(each.request.text());
                }
                assertThat(mayBeClosed || !failure.code().equals("closed")).isTrue();
            }
        }
    }

    /** Batches between a request's submission and its own, that one counted, at most one more than stood before it. */
    void checkNobodyIsOvertakenForEver() {
        for (Submitted each : submitted) {
            if (each.thrown == null) {
                assertThat(each.sentInCall - each.callsBefore)
                        .as("batches until %s", each.request.text())
                        .isBetween(1, each.waitingBefore + 1);
            }
        }
    }

    List<Call> calls() {
        return server.calls();
    }

    List<CompletableFuture<Answer>> answers() {
        return submitted.stream().map(each -> each.answer).toList();
    }

    private void answer(Call call) {
        if (call.batch().stream().anyMatch(request -> poison.contains(request.text()))) {
            call.fail(Failure.rejected("poison", "The batch holds a poisonous request."));
        } else {
            call.answer();
        }
    }

    /** Keeps what is wrong with a batch for later: the batcher would take it for a failure of the client. */
    private void watch(Call call) {
        try {
            checkBatch(call);
        } catch (AssertionError wrong) {
            wrongBatches.add(wrong);
        }
    }

    private void checkBatch(Call call) {
        List<InferenceRequest> batch = call.batch();
        int longest = batch.stream().mapToInt(InferenceRequest::tokens).max().orElseThrow();
        assertThat(batch.size()).isBetween(1, limits.maxItems());
        assertThat(batch.size() == 1 || batch.size() * longest <= limits.maxTokens())
                .as("%s requests of up to %s tokens", batch.size(), longest)
                .isTrue();
        assertThat(batch.stream().map(Simulation::kind).distinct()).hasSize(1);
        assertThat(batch.stream().map(InferenceRequest::text)).doesNotHaveDuplicates();
        for (Submitted each : submitted) {
            if (batch.contains(each.request) && sent.add(each.request)) {
                each.sentInCall = server.calls().size();
            }
        }
        sent.addAll(batch);
    }

    private void checkInFlight() {
        assertThat(server.openCalls()).hasSizeLessThanOrEqualTo(limits.maxInFlight());
    }

    /** While a slot is free, nobody waits longer than the delay. */
    private void checkDelay() {
        if (server.openCalls().size() < limits.maxInFlight()) {
            for (Submitted each : submitted) {
                boolean waits = !sent.contains(each.request) && !each.answer.isDone();
                assertThat(waits
                                && time.nanoTime() - each.at
                                        >= limits.maxDelay().toNanos())
                        .as("%s waits too long", each.request.text())
                        .isFalse();
            }
        }
    }

    private static Object kind(InferenceRequest request) {
        return request instanceof InferenceRequest.Generate generate ? generate.parameters() : "embed";
    }

    private static <T> T pick(List<T> list, int index) {
        return list.get(Math.floorMod(index, list.size()));
    }

    private final class Submitted {
        private final InferenceRequest request;
        private final CompletableFuture<Answer> answer;
        private final long at = time.nanoTime();
        private final int callsBefore = server.calls().size();
        private final int waitingBefore;
        private int sentInCall;
        private int completions;
        private @Nullable Throwable thrown;

        Submitted(InferenceRequest request) {
            this.request = request;
            waitingBefore = (int) submitted.stream()
                    .filter(each -> !sent.contains(each.request) && !each.answer.isDone())
                    .count();
            answer = batcher.submit(request);
            CompletableFuture<?> unused = answer.whenComplete((given, failed) -> {
                completions++;
                thrown = failed instanceof CompletionException wrapped ? wrapped.getCause() : failed;
            });
            if (sent.contains(request)) {
                sentInCall = server.calls().size();
            }
        }

        boolean isItsOwn(Answer given) {
            if (given.response() instanceof Embedded embedded) {
                return Arrays.equals(embedded.vector(), ((Embedded) ScriptedClient.responseTo(request)).vector());
            }
            return given.response().equals(ScriptedClient.responseTo(request));
        }
    }
}
