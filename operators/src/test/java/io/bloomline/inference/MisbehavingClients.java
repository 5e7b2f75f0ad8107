package io.bloomline.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Clients that break the contract, each in its own way. */
public final class MisbehavingClients {

    private MisbehavingClients() {}

    public static Stream<InferenceClient> all() {
        return Stream.of(
                client("throws an exception", batch -> {
                    throw new IllegalStateException("thrown");
                }),
                client("throws an error", batch -> {
                    throw new StackOverflowError("thrown");
                }),
                client("returns no future", batch -> null),
                client(
                        "fails with a foreign exception",
                        batch -> CompletableFuture.failedFuture(new Exception("foreign"))),
                client("answers with nothing", batch -> CompletableFuture.completedFuture(null)),
                client("answers with too few", batch -> responses(List.of())),
                client("answers with too many", batch -> responses(twice(batch))),
                client("answers with a hole", batch -> responses(holes(batch))));
    }

    private static CompletableFuture<InferenceResult> responses(List<InferenceResponse> responses) {
        return CompletableFuture.completedFuture(new InferenceResult(responses, "1", "misbehaving"));
    }

    private static List<InferenceResponse> twice(List<InferenceRequest> batch) {
        List<InferenceResponse> responses = new ArrayList<>();
        for (InferenceRequest request : batch) {
            responses.add(ScriptedClient.responseTo(request));
            responses.add(ScriptedClient.responseTo(request));
        }
        return responses;
    }

    @SuppressWarnings("NullAway") // the hole is the misbehaviour
    private static List<InferenceResponse> holes(List<InferenceRequest> batch) {
        List<InferenceResponse> responses = new ArrayList<>();
        batch.forEach(request -> responses.add(null));
        return responses;
    }

    private static InferenceClient client(
            String name, Function<List<InferenceRequest>, @Nullable CompletableFuture<InferenceResult>> behaviour) {
        return new InferenceClient() {
            @Override
            @SuppressWarnings("NullAway") // null is one of the misbehaviours
            public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
                return behaviour.apply(batch);
            }

            @Override
            public void close() {}

            @Override
            public String toString() {
                return name;
            }
        };
    }
}
