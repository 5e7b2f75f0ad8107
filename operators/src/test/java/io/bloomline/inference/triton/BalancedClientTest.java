package io.bloomline.inference.triton;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.failure.Failure;
import io.bloomline.inference.Backoff;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.Requests;
import io.bloomline.inference.ScriptedClient;
import io.bloomline.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BalancedClientTest {

    private static final Failure AWAY = Failure.transientFailure("server-unavailable", "The server is away.");
    private static final Failure FAILS = Failure.transientFailure("backend-unwell", "The server fails.");
    private static final Failure FULL = Failure.transientFailure("queue-full", "The queue is full.");
    private static final List<InferenceRequest> BATCH = List.of(Requests.embed(1, 3));

    private final VirtualTime time = new VirtualTime();
    private final ScriptedClient one = new ScriptedClient();
    private final ScriptedClient two = new ScriptedClient();
    private boolean oneIsReady = true;
    private final BalancedClient client = new BalancedClient(
            List.of(
                    new Upstream("one", one, () -> CompletableFuture.completedFuture(oneIsReady)),
                    new Upstream("two", two, () -> CompletableFuture.completedFuture(true))),
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(4)),
            time);

    @Test
    void asksTheServerWithTheFewestUnderWay() {
        ask(4);
        assertThat(one.openCalls()).hasSize(2);
        assertThat(two.openCalls()).hasSize(2);

        two.openCalls().forEach(ScriptedClient.Call::answer);
        ask(2);

        assertThat(one.openCalls()).hasSize(2);
        assertThat(two.openCalls()).hasSize(2);
    }

    @Test
    void takesTurnsWhenNobodyIsBusy() {
        one.script(ScriptedClient.Call::answer);
        two.script(ScriptedClient.Call::answer);
        ask(10);

        assertThat(one.calls()).hasSize(5);
        assertThat(two.calls()).hasSize(5);
    }

    @Test
    void leavesOutAServerThatIsAwayUntilItIsReady() {
        two.script(ScriptedClient.Call::answer);
        oneIsReady = false;
        leaveOutOne(AWAY);
        int calls = one.calls().size();

        ask(10);
        time.advance(Duration.ofSeconds(10));
        ask(10);
        assertThat(one.calls()).hasSize(calls);

        oneIsReady = true;
        time.advance(Duration.ofSeconds(4));
        ask(2);
        assertThat(one.calls()).hasSizeGreaterThan(calls);
    }

    @Test
    void usesAServerSoonAfterItsReturnHoweverLongItWasAway() {
        two.script(ScriptedClient.Call::answer);
        oneIsReady = false;
        leaveOutOne(AWAY);
        int calls = one.calls().size();
        time.advance(Duration.ofHours(1));

        oneIsReady = true;
        time.advance(Duration.ofSeconds(2));
        ask(2);
        assertThat(one.calls()).hasSizeGreaterThan(calls);
    }

    @Test
    void leavesOutAServerThatFailsThreeTimesInARow() {
        two.script(ScriptedClient.Call::answer);
        one.script(call -> call.fail(FAILS));
        ask(20);

        assertThat(one.calls()).hasSize(3);
    }

    @Test
    void leavesOutAServerBackFromItsPauseAtTheFirstFailure() {
        two.script(ScriptedClient.Call::answer);
        one.script(call -> call.fail(FAILS));
        ask(20);
        time.advance(Duration.ofSeconds(1));
        ask(20);

        assertThat(one.calls()).hasSize(4);
    }

    @Test
    void triesAServerThatSaysItIsReadyAndFailsEverMoreSeldom() {
        two.script(ScriptedClient.Call::answer);
        one.script(call -> call.fail(FAILS));
        ask(20);
        for (int i = 0; i < 4; i++) { // tried again after 1, 2, 4 and 4 seconds
            time.advance(Duration.ofSeconds(1));
            ask(20);
        }

        assertThat(one.calls()).hasSize(3 + 2);
    }

    @Test
    void keepsServersThatAreOnlyBusy() {
        one.script(call -> call.fail(FULL));
        two.script(call -> call.fail(FULL));
        ask(20);

        assertThat(one.calls()).hasSize(10);
        assertThat(time.waitingTasks()).isZero();
    }

    @Test
    void triesAllWhenNoneIsLeft() {
        one.script(call -> call.fail(AWAY));
        two.script(call -> call.fail(AWAY));
        oneIsReady = false;
        ask(10);
        one.script(ScriptedClient.Call::answer);
        ask(2);
        int answered = two.calls().size();
        ask(5);

        assertThat(two.calls()).as("asked once the other is back").hasSize(answered);
    }

    @Test
    void closesAllAndChecksNoMore() {
        oneIsReady = false;
        leaveOutOne(AWAY);

        client.close();
        time.advance(Duration.ofMinutes(1));

        assertThat(one.isClosed()).isTrue();
        assertThat(two.isClosed()).isTrue();
        assertThat(time.waitingTasks()).isZero();
    }

    private void leaveOutOne(Failure failure) {
        one.script(call -> call.fail(failure));
        ask(2);
        one.script(ScriptedClient.Call::answer);
    }

    private void ask(int times) {
        for (int i = 0; i < times; i++) {
            CompletableFuture<?> unused = client.infer(BATCH);
        }
    }
}
