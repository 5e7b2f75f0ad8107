package io.bloomline.inference.triton;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResult;
import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks one server, a call for each batch. */
final class UnaryClient implements InferenceClient {

    private final TritonServer server;
    private final ModelBinding binding;
    private final RequestParameters parameters;

    /** Owns the server. */
    UnaryClient(TritonServer server, ModelBinding binding, CallSettings calls) {
        this.server = server;
        this.binding = binding;
        this.parameters = new RequestParameters(server.target(), calls);
    }

    @Override
    public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
        try {
            ModelInferRequest request =
                    parameters.complete(binding.encode(batch, RequestId.next())).build();
            return server.infer(request).thenApply(response -> result(batch, request.getId(), response));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(FailureException.of(e));
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private InferenceResult result(List<InferenceRequest> batch, String id, ModelInferResponse response) {
        if (!response.getId().isEmpty() && !response.getId().equals(id)) {
            throw new FailureException(Failure.rejected(
                    "bad-response", server.target() + " answered with the response to another request."));
        }
        return new InferenceResult(
                binding.decode(batch, response),
                response.getModelVersion(),
                server.target().endpoint());
    }
}
