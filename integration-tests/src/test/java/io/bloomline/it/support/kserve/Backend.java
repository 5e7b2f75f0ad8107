package io.bloomline.it.support.kserve;

import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceRequest.Embed;
import io.bloomline.inference.InferenceRequest.Generate;
import io.bloomline.inference.InferenceResponse.Embedded;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.inference.Model;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A model as a server's backend runs it; what it can't compute is INTERNAL, as Triton's backends say it. */
record Backend(Model model) {

    CompletableFuture<List<Generated>> write(List<String> prompts, List<GenerationParameters> parameters) {
        List<InferenceRequest> batch = new ArrayList<>();
        for (int row = 0; row < prompts.size(); row++) {
            String prompt = prompts.get(row);
            batch.add(new Generate(prompt, model.tokenizer().encode(prompt), parameters.get(row)));
        }
        return answer(batch, Generated.class);
    }

    CompletableFuture<List<Embedded>> embed(List<int[]> texts) {
        return answer(
                texts.stream().map(ids -> (InferenceRequest) new Embed("", ids)).toList(), Embedded.class);
    }

    private <T> CompletableFuture<List<T>> answer(List<InferenceRequest> batch, Class<T> kind) {
        return model.client().infer(batch).handle((result, thrown) -> {
            if (thrown != null) {
                throw status(FailureException.of(thrown)).asRuntimeException();
            }
            return result.responses().stream().map(kind::cast).toList();
        });
    }

    private static Status status(FailureException failed) {
        return failed.failure().kind() == FailureKind.TRANSIENT
                ? Status.UNAVAILABLE.withDescription(
                        "Server is stopping, scheduler for model has stopped accepting new" + " inference requests")
                : Status.INTERNAL.withDescription("onnx runtime error 2: Non-zero status code returned while running"
                        + " the graph. Status Message: " + failed.failure().message());
    }
}
