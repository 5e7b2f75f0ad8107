package io.bloomline.it.support.kserve;

import com.google.protobuf.ByteString;
import io.bloomline.inference.triton.proto.GRPCInferenceServiceGrpc;
import io.bloomline.inference.triton.proto.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelInferRequest.InferInputTensor;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.bloomline.inference.triton.proto.ModelStreamInferResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Generated stubs and nothing else, to try the server without what it is there to test. */
final class PlainClient implements AutoCloseable {

    private final ManagedChannel channel;

    PlainClient(int port) {
        this.channel =
                NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    }

    GRPCInferenceServiceBlockingStub stub() {
        return GRPCInferenceServiceGrpc.newBlockingStub(channel).withDeadlineAfter(10, TimeUnit.SECONDS);
    }

    ModelInferResponse ask(ModelInferRequest request) {
        return stub().modelInfer(request);
    }

    /** The status that a request is refused with. */
    Status refusal(ModelInferRequest request) {
        try {
            throw new AssertionError("answered: " + ask(request));
        } catch (StatusRuntimeException refused) {
            return refused.getStatus();
        }
    }

    /** All messages that requests are answered with over one stream, which is half-closed after them. */
    List<ModelStreamInferResponse> askOverStream(ModelInferRequest... requests) {
        List<ModelStreamInferResponse> messages = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<List<ModelStreamInferResponse>> all = new CompletableFuture<>();
        StreamObserver<ModelInferRequest> stream = GRPCInferenceServiceGrpc.newStub(channel)
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .modelStreamInfer(new StreamObserver<>() {
                    @Override
                    public void onNext(ModelStreamInferResponse message) {
                        messages.add(message);
                    }

                    @Override
                    public void onError(Throwable thrown) {
                        all.completeExceptionally(thrown);
                    }

                    @Override
                    public void onCompleted() {
                        all.complete(messages);
                    }
                });
        for (ModelInferRequest request : requests) {
            stream.onNext(request);
        }
        stream.onCompleted();
        return all.join();
    }

    static ModelInferRequest.Builder text(String model, String... prompts) {
        boolean batched = model.equals(KServeServer.TEXT);
        InferInputTensor.Builder input =
                InferInputTensor.newBuilder().setName("text_input").setDatatype("BYTES");
        input.addShape(prompts.length);
        if (batched) {
            input.addShape(1);
        }
        return ModelInferRequest.newBuilder()
                .setModelName(model)
                .setId("r-1")
                .addInputs(input)
                .addRawInputContents(Answers.stringBytes(List.of(prompts)));
    }

    static ModelInferRequest.Builder ids(int rows, int width, long[] ids, long[] mask) {
        return ModelInferRequest.newBuilder()
                .setModelName(KServeServer.VECTORS)
                .setId("r-2")
                .addInputs(input("input_ids", rows, width))
                .addRawInputContents(longs(ids))
                .addInputs(input("attention_mask", rows, width))
                .addRawInputContents(longs(mask));
    }

    static ByteString flag(boolean value) {
        return ByteString.copyFrom(new byte[] {(byte) (value ? 1 : 0)});
    }

    static ByteString longs(long... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        LongStream.of(numbers).forEach(bytes::putLong);
        return ByteString.copyFrom(bytes.flip());
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private static InferInputTensor input(String name, int rows, int width) {
        return InferInputTensor.newBuilder()
                .setName(name)
                .setDatatype("INT64")
                .addShape(rows)
                .addShape(width)
                .build();
    }
}
