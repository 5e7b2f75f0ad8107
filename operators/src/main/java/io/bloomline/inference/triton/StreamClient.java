package io.bloomline.inference.triton;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResult;
import io.bloomline.inference.triton.proto.InferParameter;
import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.bloomline.time.Scheduler;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model that answers in parts, which only a stream can carry. Many requests share one stream, and their parts come
 * as the model has them; each part names its request.
 *
 * <p>A stream takes no more requests once its connection goes away, or once a request on it was silent for too long: then
 * the next request opens another, and the old one ends with its last request. A stream without requests is closed, because
 * it would keep the server from stopping.
 *
 * <p>Requests that are traced have a stream each, because Triton reads the trace from the headers that open a stream.
 */
final class StreamClient implements InferenceClient {

    private static final InferParameter YES =
            InferParameter.newBuilder().setBoolParam(true).build();

    /** For one request. */
    private static final int MOST_OPENED = 3;

    private final TritonServer server;
    private final ModelBinding binding;
    private final RequestParameters parameters;
    private final CallSettings calls;
    private final Scheduler scheduler;

    private final Object lock = new Object();

    // Under the lock.
    private @Nullable InferStream stream;
    private boolean closed;

    /** Owns the server. */
    StreamClient(TritonServer server, ModelBinding binding, CallSettings calls, Scheduler scheduler) {
        this.server = server;
        this.binding = binding;
        this.parameters = new RequestParameters(server.target(), calls);
        this.calls = calls;
        this.scheduler = scheduler;
    }

    @Override
    public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
        try {
            ModelInferRequest request = parameters
                    .complete(binding.encode(batch, RequestId.next()))
                    .putParameters("triton_enable_empty_final_response", YES)
                    .build();
            return send(request).thenApply(parts -> result(batch, parts));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(FailureException.of(e));
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            if (stream != null) {
                stream.retire();
            }
        }
        server.close();
    }

    private CompletableFuture<List<ModelInferResponse>> send(ModelInferRequest request) {
        server.refuseTooLarge(request);
        synchronized (lock) {
            if (closed) {
                throw new FailureException(
                        Failure.transientFailure(StatusClassifier.CLOSED, "The model has been closed."));
            }
            CompletableFuture<List<ModelInferResponse>> answer =
                    server.traces() ? sendOnNew(request, InferStream::retire) : share(request);
            return answer == null
                    ? CompletableFuture.failedFuture(server.classifier()
                            .classify(Status.UNAVAILABLE.withDescription("the connection went away at once")))
                    : answer;
        }
    }

    private @Nullable CompletableFuture<List<ModelInferResponse>> share(ModelInferRequest request) {
        CompletableFuture<List<ModelInferResponse>> answer = stream == null ? null : stream.send(request);
        return answer == null ? sendOnNew(request, opened -> stream = opened) : answer;
    }

    /** The news that a connection went away may come when the next stream has been opened already: then it takes another. */
    private @Nullable CompletableFuture<List<ModelInferResponse>> sendOnNew(
            ModelInferRequest request, Consumer<InferStream> then) {
        CompletableFuture<List<ModelInferResponse>> answer = null;
        for (int opened = 0; answer == null && opened < MOST_OPENED; opened++) {
            InferStream open = open();
            answer = open.send(request);
            then.accept(open);
        }
        return answer;
    }

    private InferStream open() {
        return new InferStream(server, calls.timeout(), scheduler);
    }

    private InferenceResult result(List<InferenceRequest> batch, List<ModelInferResponse> parts) {
        String version = parts.isEmpty() ? "" : parts.get(0).getModelVersion();
        return new InferenceResult(
                binding.decode(batch, parts), version, server.target().endpoint());
    }
}
