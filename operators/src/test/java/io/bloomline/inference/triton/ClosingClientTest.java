package io.bloomline.inference.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResult;
import io.bloomline.inference.Requests;
import io.bloomline.inference.ScriptedClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ClosingClientTest {

    private static final List<InferenceRequest> BATCH = List.of(Requests.embed(1, 3));

    private final ScriptedClient server = new ScriptedClient();

    @Test
    void blamesNobodyForWhatFailsWhileItCloses() {
        ClosingClient client = closing(() -> server.lastCall().fail(Failure.rejected("backend-failed", "It failed.")));
        CompletableFuture<InferenceResult> underWay = client.infer(BATCH);

        client.close();

        assertThat(failureOf(underWay).kind()).isEqualTo(FailureKind.TRANSIENT);
    }

    @Test
    void leavesNoBatchWithoutAnAnswer() {
        ClosingClient client = closing(() -> {});
        CompletableFuture<InferenceResult> underWay = client.infer(BATCH);

        client.close();

        assertThat(failureOf(underWay).code()).isEqualTo("closed");
        assertThat(failureOf(client.infer(BATCH)).code()).isEqualTo("closed");
        assertThat(server.calls()).hasSize(1);
    }

    private ClosingClient closing(Runnable onClose) {
        InferenceClient inner = new InferenceClient() {
            @Override
            public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
                return server.infer(batch);
            }

            @Override
            public void close() {
                onClose.run();
            }
        };
        return new ClosingClient(inner, new Resources());
    }

    private static Failure failureOf(CompletableFuture<?> answer) {
        CompletionException thrown = catchThrowableOfType(CompletionException.class, answer::join);
        return FailureException.of(thrown).failure();
    }
}
