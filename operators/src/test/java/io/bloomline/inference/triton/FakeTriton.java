package io.bloomline.inference.triton;

import com.google.protobuf.ByteString;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.triton.proto.DataType;
import io.bloomline.inference.triton.proto.GRPCInferenceServiceGrpc;
import io.bloomline.inference.triton.proto.InferParameter;
import io.bloomline.inference.triton.proto.ModelConfig;
import io.bloomline.inference.triton.proto.ModelConfigRequest;
import io.bloomline.inference.triton.proto.ModelConfigResponse;
import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.bloomline.inference.triton.proto.ModelInput;
import io.bloomline.inference.triton.proto.ModelMetadataRequest;
import io.bloomline.inference.triton.proto.ModelMetadataResponse;
import io.bloomline.inference.triton.proto.ModelMetadataResponse.TensorMetadata;
import io.bloomline.inference.triton.proto.ModelOutput;
import io.bloomline.inference.triton.proto.ModelParameter;
import io.bloomline.inference.triton.proto.ModelReadyRequest;
import io.bloomline.inference.triton.proto.ModelReadyResponse;
import io.bloomline.inference.triton.proto.ModelStreamInferResponse;
import io.bloomline.inference.triton.proto.ModelTransactionPolicy;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A server with one model, {@code echo}, which answers a text with itself unless a test says otherwise. */
final class FakeTriton implements AutoCloseable {

    static final String MODEL = "echo";

    /** Headers of the calls so far. */
    final Queue<Metadata> headers = new ConcurrentLinkedQueue<>();

    /** Requests so far, on streams too. */
    final Queue<ModelInferRequest> requests = new ConcurrentLinkedQueue<>();

    /** What streams are to their clients, in the order of their opening. */
    final Queue<StreamObserver<ModelStreamInferResponse>> streams = new ConcurrentLinkedQueue<>();

    /** Streams that their clients have ended. */
    final BlockingQueue<StreamObserver<ModelStreamInferResponse>> endedStreams = new LinkedBlockingQueue<>();

    volatile BiConsumer<ModelInferRequest, StreamObserver<ModelInferResponse>> unary = (request, answer) -> {
        answer.onNext(echo(request));
        answer.onCompleted();
    };

    volatile BiConsumer<ModelInferRequest, StreamObserver<ModelStreamInferResponse>> streamed =
            (request, answer) -> answer.onNext(part(echo(request), true));

    volatile Consumer<StreamObserver<ModelMetadataResponse>> metadata = answer -> {
        answer.onNext(modelMetadata());
        answer.onCompleted();
    };

    volatile boolean ready = true;
    volatile int maxBatchSize = 8;

    private final boolean decoupled;
    private final Server server;
    private final ServerAddress address;

    private FakeTriton(boolean decoupled, int port) {
        this.decoupled = decoupled;
        try {
            this.server = NettyServerBuilder.forAddress(new InetSocketAddress("localhost", port))
                    .addService(new Service())
                    .intercept(new HeaderKeeper())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.address = new ServerAddress("localhost", server.getPort());
    }

    static FakeTriton start() {
        return new FakeTriton(false, 0);
    }

    static FakeTriton startDecoupled() {
        return new FakeTriton(true, 0);
    }

    static FakeTriton startAt(int port) {
        return new FakeTriton(false, port);
    }

    ServerAddress address() {
        return address;
    }

    /** A provider of the model with short times. */
    TritonModelProvider provider() {
        return provider(settings -> settings);
    }

    TritonModelProvider provider(UnaryOperator<TritonSettings> change) {
        return new TritonModelProvider(
                MODEL, null, List.of(address()), Output.TEXT, change.apply(TritonSettings.DEFAULT.withCalls(quick())));
    }

    TritonModelProvider providerOf(ServerAddress... servers) {
        return new TritonModelProvider(
                MODEL, null, List.of(servers), Output.TEXT, TritonSettings.DEFAULT.withCalls(quick()));
    }

    static CallSettings quick() {
        return CallSettings.DEFAULT.withTimeout(Duration.ofSeconds(20)).withStartupTimeout(Duration.ofSeconds(20));
    }

    static void fail(StreamObserver<?> answer, Status status) {
        answer.onError(status.asRuntimeException());
    }

    /** The response with the request's first input as its text. */
    static ModelInferResponse echo(ModelInferRequest request) {
        int rows = (int) request.getInputs(0).getShape(0);
        return ModelInferResponse.newBuilder()
                .setModelName(MODEL)
                .setModelVersion("3")
                .setId(request.getId())
                .addOutputs(ModelInferResponse.InferOutputTensor.newBuilder()
                        .setName("text_output")
                        .setDatatype("BYTES")
                        .addAllShape(
                                request.getInputs(0).getShapeCount() == 1 ? List.of(1L) : List.of((long) rows, 1L)))
                .addRawOutputContents(request.getRawInputContents(0))
                .build();
    }

    /** The response with nothing in it but the sign that it was the last. */
    static ModelStreamInferResponse end(String id) {
        return part(
                ModelInferResponse.newBuilder().setModelName(MODEL).setId(id).build(), true);
    }

    static ModelStreamInferResponse part(ModelInferResponse response, boolean last) {
        return ModelStreamInferResponse.newBuilder()
                .setInferResponse(response.toBuilder()
                        .putParameters(
                                "triton_final_response",
                                InferParameter.newBuilder().setBoolParam(last).build()))
                .build();
    }

    static ModelStreamInferResponse error(String id, String text) {
        return ModelStreamInferResponse.newBuilder()
                .setErrorMessage(text)
                .setInferResponse(ModelInferResponse.newBuilder().setId(id))
                .build();
    }

    /** A response with this text alone. */
    static ModelInferResponse text(String id, String text) {
        ByteString bytes = ByteString.copyFromUtf8(text);
        byte[] length = {(byte) bytes.size(), 0, 0, 0};
        return ModelInferResponse.newBuilder()
                .setModelName(MODEL)
                .setModelVersion("3")
                .setId(id)
                .addOutputs(ModelInferResponse.InferOutputTensor.newBuilder()
                        .setName("text_output")
                        .setDatatype("BYTES")
                        .addShape(1))
                .addRawOutputContents(ByteString.copyFrom(length).concat(bytes))
                .build();
    }

    /** Takes no more calls, and ends with the last it has. */
    void stopGracefully() {
        server.shutdown();
    }

    boolean hasEndedWithin(Duration duration) throws InterruptedException {
        return server.awaitTermination(duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ModelMetadataResponse modelMetadata() {
        List<Long> shape = decoupled ? List.of(1L) : List.of(-1L, 1L);
        return ModelMetadataResponse.newBuilder()
                .setName(MODEL)
                .addVersions("3")
                .setPlatform("python")
                .addInputs(TensorMetadata.newBuilder()
                        .setName("text_input")
                        .setDatatype("BYTES")
                        .addAllShape(shape))
                .addOutputs(TensorMetadata.newBuilder()
                        .setName("text_output")
                        .setDatatype("BYTES")
                        .addAllShape(shape))
                .build();
    }

    private ModelConfig modelConfig() {
        return ModelConfig.newBuilder()
                .setName(MODEL)
                .setBackend("python")
                .setMaxBatchSize(decoupled ? 0 : maxBatchSize)
                .addInput(ModelInput.newBuilder()
                        .setName("text_input")
                        .setDataType(DataType.TYPE_STRING)
                        .addDims(1))
                .addOutput(ModelOutput.newBuilder()
                        .setName("text_output")
                        .setDataType(DataType.TYPE_STRING)
                        .addDims(1))
                .putParameters(
                        "license",
                        ModelParameter.newBuilder().setStringValue("MIT").build())
                .putParameters(
                        "languages",
                        ModelParameter.newBuilder().setStringValue("en, fr").build())
                .setModelTransactionPolicy(ModelTransactionPolicy.newBuilder().setDecoupled(decoupled))
                .build();
    }

    private final class HeaderKeeper implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata received, ServerCallHandler<Q, A> next) {
            headers.add(received);
            return next.startCall(call, received);
        }
    }

    private final class Service extends GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase {
        @Override
        public void modelReady(ModelReadyRequest request, StreamObserver<ModelReadyResponse> answer) {
            answer.onNext(ModelReadyResponse.newBuilder().setReady(ready).build());
            answer.onCompleted();
        }

        @Override
        public void modelMetadata(ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> answer) {
            metadata.accept(answer);
        }

        @Override
        public void modelConfig(ModelConfigRequest request, StreamObserver<ModelConfigResponse> answer) {
            answer.onNext(ModelConfigResponse.newBuilder()
                    .setConfig(FakeTriton.this.modelConfig())
                    .build());
            answer.onCompleted();
        }

        @Override
        public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> answer) {
            requests.add(request);
            unary.accept(request, answer);
        }

        @Override
        public StreamObserver<ModelInferRequest> modelStreamInfer(StreamObserver<ModelStreamInferResponse> answer) {
            streams.add(answer);
            return new StreamObserver<>() {
                @Override
                public void onNext(ModelInferRequest request) {
                    requests.add(request);
                    streamed.accept(request, answer);
                }

                @Override
                public void onError(Throwable thrown) {
                    endedStreams.add(answer);
                }

                @Override
                public void onCompleted() {
                    endedStreams.add(answer);
                    answer.onCompleted();
                }
            };
        }
    }
}
