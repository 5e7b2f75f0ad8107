package io.bloomline.inference.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResult;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.Requests;
import io.bloomline.inference.ScriptedClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FairTrialClientTest {

    private static final Failure FAILED = Failure.rejected("backend-failed", "The model failed.");
    private static final Failure LATE = Failure.transientFailure("deadline-exceeded", "The model is late.");
    private static final List<InferenceRequest> SUSPECT = List.of(Requests.embed(1, 3));
    private static final List<InferenceRequest> OTHERS = List.of(Requests.embed(2, 4), Requests.embed(3, 4));

    private final ScriptedClient server = new ScriptedClient();
    private final FairTrialClient client =
            new FairTrialClient(server, new Witness(Output.VECTOR, text -> new int[] {9}));

    @Test
    void givesTheInnocentTheirAnswerWhenTheyAreAloneAtLast() {
        CompletableFuture<InferenceResult> others = client.infer(OTHERS);
        CompletableFuture<InferenceResult> suspect = client.infer(SUSPECT);
        server.calls().get(1).fail(FAILED);
        assertThat(server.openCalls()).singleElement().isSameAs(server.calls().get(0));

        server.calls().get(0).answer();
        assertThat(others).isCompleted();
        server.lastCall().answer();

        assertThat(suspect.join().responses()).hasSize(1);
        assertThat(server.calls()).hasSize(3);
    }

    @Test
    void rejectsWhoFailsAloneTwiceWhileAnotherIsAnswered() {
        server.script(call -> {
            if (call.batch().equals(SUSPECT)) {
                call.fail(FAILED);
            } else {
                call.answer();
            }
        });
        client.infer(OTHERS).join();

        assertThat(failureOf(client.infer(SUSPECT))).isEqualTo(FAILED);
        assertThat(server.calls())
                .extracting(call -> call.batch().equals(SUSPECT))
                .containsExactly(false, true, true, false, true);
        assertThat(server.calls().get(3).batch()).containsExactly(OTHERS.get(0));
    }

    @Test
    void blamesTheServerThatFailsEverybody() {
        server.script(call -> call.fail(FAILED));

        Failure failure = failureOf(client.infer(SUSPECT));

        assertThat(failure.kind()).isEqualTo(FailureKind.TRANSIENT);
        assertThat(failure.code()).isEqualTo("backend-unwell");
    }

    @Test
    void blamesTheSetupWhenNoTensorsFit() {
        server.script(call -> call.fail(Failure.rejected("request-misfit", "The shape is wrong.")));

        Failure failure = failureOf(client.infer(SUSPECT));

        assertThat(failure.kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(failure.message()).contains("The shape is wrong.", "model.tensors");
    }

    @Test
    void blamesNobodyForAnOutageDuringTheTrial() {
        Failure away = Failure.transientFailure("server-unavailable", "The server is away.");
        CompletableFuture<InferenceResult> suspect = client.infer(SUSPECT);
        server.lastCall().fail(FAILED);
        server.lastCall().fail(FAILED);
        server.lastCall().fail(away);

        assertThat(failureOf(suspect)).isEqualTo(away);
    }

    @Test
    void leavesABatchToBeHalved() {
        CompletableFuture<InferenceResult> batch = client.infer(OTHERS);
        server.lastCall().fail(FAILED);

        assertThat(failureOf(batch)).isEqualTo(FAILED);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void holdsNoTrialOverWhatOnlyTheRequestCanBeMeantBy() {
        Failure refused = Failure.rejected("model-refused", "Only English, please.");
        CompletableFuture<InferenceResult> suspect = client.infer(SUSPECT);
        server.lastCall().fail(refused);

        assertThat(failureOf(suspect)).isEqualTo(refused);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void rejectsABatchThatIsLateAgainAndAgainWhileAnotherIsAnswered() {
        server.script(call -> {
            if (call.batch().equals(OTHERS)) {
                call.fail(LATE);
            } else {
                call.answer();
            }
        });

        assertThat(failureOf(client.infer(OTHERS))).isEqualTo(LATE);
        assertThat(failureOf(client.infer(OTHERS))).isEqualTo(LATE);
        assertThat(server.calls()).hasSize(2);
        Failure failure = failureOf(client.infer(OTHERS));

        assertThat(failure.kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(failure.code()).isEqualTo("too-slow");
    }

    @Test
    void waitsForAServerThatHangs() {
        server.script(call -> call.fail(LATE));

        for (int attempt = 0; attempt < 10; attempt++) {
            assertThat(failureOf(client.infer(SUSPECT))).isEqualTo(LATE);
        }
    }

    private static Failure failureOf(CompletableFuture<?> answer) {
        CompletionException thrown = catchThrowableOfType(CompletionException.class, answer::join);
        return FailureException.of(thrown).failure();
    }
}
