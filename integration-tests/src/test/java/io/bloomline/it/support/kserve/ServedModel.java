package io.bloomline.it.support.kserve;

import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A model as the protocol shows it. Thread-safe. */
interface ServedModel extends AutoCloseable {

    Signature signature();

    /**
     * Answers a request that fits the signature.
     *
     * @return completes with the outputs, id and version being the server's to fill in; exceptionally with a
     *     {@link io.grpc.StatusRuntimeException}
     */
    CompletableFuture<ModelInferResponse> answer(ModelInferRequest request);

    /** Cuts an answer into the messages of a stream; one unless the request wanted it while it was written. */
    default List<ModelInferResponse> parts(ModelInferRequest request, ModelInferResponse answer) {
        return List.of(answer);
    }

    @Override
    void close();
}
