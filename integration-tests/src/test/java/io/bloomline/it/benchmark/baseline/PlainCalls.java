package io.bloomline.it.benchmark.baseline;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.bloomline.inference.triton.proto.GRPCInferenceServiceGrpc;
import io.bloomline.inference.triton.proto.GRPCInferenceServiceGrpc.GRPCInferenceServiceStub;
import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelInferRequest.InferInputTensor;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The least that a call to an embedding model takes: no retries, no checks. Thread-safe. */
public final class PlainCalls implements AutoCloseable {

    private static final String MODEL = "embedder";

    private final ManagedChannel channel;
    private final GRPCInferenceServiceStub stub;

    /** Calls a server on this machine. */
    public PlainCalls(int port) {
        this.channel = NettyChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .directExecutor()
                .maxInboundMessageSize(Integer.MAX_VALUE)
                .build();
        this.stub = GRPCInferenceServiceGrpc.newStub(channel);
    }

    /** Asks for the vectors of texts, all in one request; completes on one of the connection's threads. */
    public CompletableFuture<FloatBuffer> embed(List<String> texts) {
        CompletableFuture<FloatBuffer> vectors = new CompletableFuture<>();
        stub.modelInfer(request(texts), new StreamObserver<>() {
            @Override
            public void onNext(ModelInferResponse response) {
                vectors.complete(response.getRawOutputContents(0)
                        .asReadOnlyByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer());
            }

            @Override
            public void onError(Throwable thrown) {
                vectors.completeExceptionally(thrown);
            }

            @Override
            public void onCompleted() {}
        });
        return vectors;
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private static ModelInferRequest request(List<String> texts) {
        return ModelInferRequest.newBuilder()
                .setModelName(MODEL)
                .addInputs(InferInputTensor.newBuilder()
                        .setName("text_input")
                        .setDatatype("BYTES")
                        .addShape(texts.size())
                        .addShape(1))
                .addRawInputContents(raw(texts))
                .build();
    }

    private static ByteString raw(List<String> texts) {
        List<byte[]> encoded = texts.stream().map(text -> text.getBytes(UTF_8)).toList();
        int size =
                encoded.stream().mapToInt(text -> Integer.BYTES + text.length).sum();
        ByteBuffer raw = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        encoded.forEach(text -> raw.putInt(text.length).put(text));
        return UnsafeByteOperations.unsafeWrap(raw.flip());
    }
}
