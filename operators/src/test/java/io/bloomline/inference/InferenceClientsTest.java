package io.bloomline.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.InferenceResponse.Embedded;
import io.bloomline.time.VirtualTime;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InferenceClientsTest {

    private static final List<InferenceRequest> BATCH = List.of(Requests.embed(1, 3));

    static Stream<InferenceClient> clientsThatBreakTheirContract() {
        return MisbehavingClients.all();
    }

    @ParameterizedTest
    @MethodSource("clientsThatBreakTheirContract")
    void turnsMisbehaviourIntoAFailure(InferenceClient client) {
        CompletableFuture<InferenceResult> answer = InferenceClients.ask(client, BATCH);

        assertThat(answer).isCompletedExceptionally();
        assertThat(catchThrowableOfType(CompletionException.class, answer::join))
                .hasCauseInstanceOf(FailureException.class);
    }

    @Test
    void aResilientClientRetriesAndBelievesNoImpossibleAnswer() {
        VirtualTime time = new VirtualTime();
        ScriptedClient server = new ScriptedClient();
        InferenceClient client =
                InferenceClients.resilient(server, Backoff.DEFAULT, time, new Random(1), AttemptObserver.NONE);
        CompletableFuture<InferenceResult> answer = client.infer(BATCH);

        server.lastCall().fail(Failure.transientFailure("unavailable", "The server is away."));
        time.advanceToNextTask();
        server.lastCall().answerWith(List.of(new Embedded(new float[] {Float.NaN})));

        FailureException failed = FailureException.of(catchThrowableOfType(CompletionException.class, answer::join));
        assertThat(failed.failure().kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(failed.attempts()).isEqualTo(2);
        client.close();
        assertThat(server.isClosed()).isTrue();
    }
}
