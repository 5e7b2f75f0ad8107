package io.bloomline.inference.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.Requests;
import io.bloomline.inference.ScriptedClient;
import io.bloomline.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class GraceClientTest {

    private static final Failure GONE = Failure.misconfigured("model-unknown", "The model is not served.");
    private static final List<InferenceRequest> BATCH = List.of(Requests.embed(1, 3));

    private final VirtualTime time = new VirtualTime();
    private final ScriptedClient server = new ScriptedClient(call -> call.fail(GONE));
    private final GraceClient client = new GraceClient(server, Duration.ofMinutes(5), time);

    @Test
    void believesInAMistakeOnlyAfterAWhile() {
        assertThat(kindOfFailure()).isEqualTo(FailureKind.TRANSIENT);
        time.advance(Duration.ofMinutes(4));
        assertThat(kindOfFailure()).isEqualTo(FailureKind.TRANSIENT);
        time.advance(Duration.ofMinutes(1));

        assertThat(kindOfFailure()).isEqualTo(FailureKind.MISCONFIGURED);
    }

    @Test
    void startsTheWhileAnewWithEachAnswer() {
        assertThat(kindOfFailure()).isEqualTo(FailureKind.TRANSIENT);
        time.advance(Duration.ofMinutes(5));
        server.script(ScriptedClient.Call::answer);
        client.infer(BATCH).join();
        server.script(call -> call.fail(GONE));

        assertThat(kindOfFailure()).isEqualTo(FailureKind.TRANSIENT);
    }

    @Test
    void letsEverythingElsePass() {
        server.script(call -> call.fail(Failure.rejected("model-refused", "No.")));

        assertThat(kindOfFailure()).isEqualTo(FailureKind.REJECTED);
    }

    private FailureKind kindOfFailure() {
        CompletionException thrown = catchThrowableOfType(
                CompletionException.class, () -> client.infer(BATCH).join());
        return FailureException.of(thrown).failure().kind();
    }
}
