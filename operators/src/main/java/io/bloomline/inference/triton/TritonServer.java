package io.bloomline.inference.triton;

import io.bloomline.failure.FailureException;
import io.bloomline.inference.triton.proto.GRPCInferenceServiceGrpc;
import io.bloomline.inference.triton.proto.ModelConfig;
import io.bloomline.inference.triton.proto.ModelConfigRequest;
import io.bloomline.inference.triton.proto.ModelConfigResponse;
import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.bloomline.inference.triton.proto.ModelMetadataRequest;
import io.bloomline.inference.triton.proto.ModelMetadataResponse;
import io.bloomline.inference.triton.proto.ModelReadyRequest;
import io.bloomline.inference.triton.proto.ModelReadyResponse;
import io.bloomline.inference.triton.proto.ModelStreamInferResponse;
import io.bloomline.tracing.CurrentTrace;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A model on one server: the calls of the protocol. Whatever goes wrong is a {@link FailureException} that says whose
 * fault it is. Thread-safe.
 */
final class TritonServer implements AutoCloseable {

    /** How long calls under way may take to end once they are no longer wanted. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Target target;
    private final ManagedChannel channel;
    private final Lifeline lifeline;
    private final StatusClassifier classifier;
    private final CallSettings calls;
    private final CallOptions options;
    private final int maxMessageBytes;
    private final AtomicInteger connection = new AtomicInteger();

    /** Owns the channel. */
    TritonServer(Target target, ManagedChannel channel, TritonSettings settings) {
        this.target = target;
        this.channel = channel;
        this.lifeline = new Lifeline(channel);
        this.classifier = new StatusClassifier(target);
        this.calls = settings.calls();
        this.maxMessageBytes = settings.connection().maxMessageBytes();
        CallOptions plain = CallOptions.DEFAULT.withMaxOutboundMessageSize(maxMessageBytes);
        this.options = settings.connection().compression() == ConnectionSettings.Compression.GZIP
                ? plain.withCompression("gzip")
                : plain;
        watch(ConnectivityState.IDLE);
    }

    Target target() {
        return target;
    }

    StatusClassifier classifier() {
        return classifier;
    }

    /** For what happens on a stream. */
    StreamErrors streamErrors() {
        return new StreamErrors(classifier);
    }

    /** Whether the model can answer; a server that doesn't know it says no. */
    CompletableFuture<Boolean> isReady() {
        ModelReadyRequest request = ModelReadyRequest.newBuilder()
                .setName(target.model())
                .setVersion(target.versionOrEmpty())
                .build();
        return call(lifeline.channel(), GRPCInferenceServiceGrpc.getModelReadyMethod(), request)
                .thenApply(ModelReadyResponse::getReady);
    }

    CompletableFuture<ModelMetadataResponse> metadata() {
        ModelMetadataRequest request = ModelMetadataRequest.newBuilder()
                .setName(target.model())
                .setVersion(target.versionOrEmpty())
                .build();
        return call(lifeline.channel(), GRPCInferenceServiceGrpc.getModelMetadataMethod(), request);
    }

    /** The model's configuration; the empty one where a server speaks KServe v2 without Triton's extension. */
    CompletableFuture<ModelConfig> config() {
        ModelConfigRequest request = ModelConfigRequest.newBuilder()
                .setName(target.model())
                .setVersion(target.versionOrEmpty())
                .build();
        return call(lifeline.channel(), GRPCInferenceServiceGrpc.getModelConfigMethod(), request)
                .thenApply(ModelConfigResponse::getConfig)
                .exceptionally(thrown -> {
                    FailureException failed = FailureException.of(thrown);
                    if (failed.failure().code().equals(StatusClassifier.NO_INFERENCE_SERVER)) {
                        return ModelConfig.getDefaultInstance();
                    }
                    throw failed;
                });
    }

    /** Whether what is sent now on this thread has a trace of its own, so that it can't share a stream. */
    boolean traces() {
        return calls.traced() || !CurrentTrace.headers().isEmpty();
    }

    /** One request, one response. */
    CompletableFuture<ModelInferResponse> infer(ModelInferRequest request) {
        return call(traced(), GRPCInferenceServiceGrpc.getModelInferMethod(), request);
    }

    /** Opens a stream; it has no deadline, and one trace for all that it carries. */
    ClientCallStreamObserver<ModelInferRequest> stream(StreamObserver<ModelStreamInferResponse> answers) {
        return (ClientCallStreamObserver<ModelInferRequest>) ClientCalls.asyncBidiStreamingCall(
                traced().newCall(GRPCInferenceServiceGrpc.getModelStreamInferMethod(), options), answers);
    }

    /** The channel for one call: with the trace that it belongs to, or one of its own if the settings want that. */
    private Channel traced() {
        Map<String, String> trace = CurrentTrace.headers();
        if (trace.isEmpty() && calls.traced()) {
            trace = Map.of("traceparent", RequestId.traceparent());
        }
        if (trace.isEmpty()) {
            return lifeline.channel();
        }
        Metadata header = new Metadata();
        trace.forEach((name, value) -> header.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
        return ClientInterceptors.intercept(lifeline.channel(), MetadataUtils.newAttachHeadersInterceptor(header));
    }

    /** Notices connections that are dead though nobody has closed them. */
    Lifeline lifeline() {
        return lifeline;
    }

    /** Counts the connections that went away, so that a stream on such a one is known. */
    int connection() {
        return connection.get();
    }

    /** Refuses what would end a whole stream, and so the other requests on it. */
    void refuseTooLarge(ModelInferRequest request) {
        int bytes = request.getSerializedSize();
        if (bytes > maxMessageBytes) {
            throw classifier.classify(Status.CANCELLED.withDescription(
                    "message too large: " + bytes + " bytes, over " + maxMessageBytes));
        }
    }

    private void watch(ConnectivityState before) {
        ConnectivityState now = channel.getState(false);
        if (before == ConnectivityState.READY && now != ConnectivityState.READY) {
            connection.incrementAndGet();
        }
        if (now != ConnectivityState.SHUTDOWN) {
            channel.notifyWhenStateChanged(now, () -> watch(now));
        }
    }

    /** Has the next call reach a server that was away, instead of when gRPC would, which may be minutes later. */
    void reconnect() {
        channel.resetConnectBackoff();
    }

    /** Waits a little for the calls under way, then cancels them; all of them have ended when this returns. */
    @Override
    public void close() {
        channel.shutdown();
        boolean interrupted = !awaitEnd();
        channel.shutdownNow();
        interrupted |= !awaitEnd();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits a little; false when somebody is in a hurry. */
    private boolean awaitEnd() {
        try {
            channel.awaitTermination(CLOSING.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private <Q, A> CompletableFuture<A> call(Channel through, MethodDescriptor<Q, A> method, Q request) {
        CompletableFuture<A> answer = new CompletableFuture<>();
        CallOptions bounded = options.withDeadlineAfter(calls.timeout().toNanos(), TimeUnit.NANOSECONDS);
        ClientCalls.asyncUnaryCall(through.newCall(method, bounded), request, new Single<>(answer));
        return answer;
    }

    /** Completes a future with the one message of a call. */
    private final class Single<A> implements StreamObserver<A> {
        private final CompletableFuture<A> answer;
        private final Lifeline.Moment sent = lifeline.now();
        private @Nullable A message;

        Single(CompletableFuture<A> answer) {
            this.answer = answer;
        }

        @Override
        public void onNext(A message) {
            this.message = message;
        }

        @Override
        public void onError(Throwable thrown) {
            Status status = Status.fromThrowable(thrown);
            if (status.getCode() == Status.Code.DEADLINE_EXCEEDED) {
                lifeline.unanswered(sent);
            }
            reconnect();
            answer.completeExceptionally(classifier.classify(status));
        }

        @Override
        public void onCompleted() {
            if (message == null) {
                answer.completeExceptionally(classifier.classify(Status.OK));
            } else {
                answer.complete(message);
            }
        }
    }
}
