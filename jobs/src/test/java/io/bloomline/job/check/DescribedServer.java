package io.bloomline.job.check;

import io.bloomline.inference.triton.proto.DataType;
import io.bloomline.inference.triton.proto.GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase;
import io.bloomline.inference.triton.proto.ModelConfig;
import io.bloomline.inference.triton.proto.ModelConfigRequest;
import io.bloomline.inference.triton.proto.ModelConfigResponse;
import io.bloomline.inference.triton.proto.ModelInput;
import io.bloomline.inference.triton.proto.ModelMetadataRequest;
import io.bloomline.inference.triton.proto.ModelMetadataResponse;
import io.bloomline.inference.triton.proto.ModelMetadataResponse.TensorMetadata;
import io.bloomline.inference.triton.proto.ModelOutput;
import io.bloomline.inference.triton.proto.ModelReadyRequest;
import io.bloomline.inference.triton.proto.ModelReadyResponse;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Says what a model from text to text is like, and answers nothing else. */
final class DescribedServer extends GRPCInferenceServiceImplBase implements AutoCloseable {

    private final int maxBatchSize;
    private final Server server;

    DescribedServer(int maxBatchSize) {
        this.maxBatchSize = maxBatchSize;
        try {
            this.server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .addService(this)
                    .build()
                    .start();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    String endpoint() {
        return "grpc://127.0.0.1:" + server.getPort();
    }

    @Override
    public void modelReady(ModelReadyRequest request, StreamObserver<ModelReadyResponse> answer) {
        answer.onNext(ModelReadyResponse.newBuilder().setReady(true).build());
        answer.onCompleted();
    }

    @Override
    public void modelMetadata(ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> answer) {
        answer.onNext(ModelMetadataResponse.newBuilder()
                .setName(request.getName())
                .addVersions("1")
                .addVersions("2")
                .addInputs(tensor("text_input"))
                .addOutputs(tensor("text_output"))
                .build());
        answer.onCompleted();
    }

    @Override
    public void modelConfig(ModelConfigRequest request, StreamObserver<ModelConfigResponse> answer) {
        answer.onNext(ModelConfigResponse.newBuilder()
                .setConfig(ModelConfig.newBuilder()
                        .setName(request.getName())
                        .setMaxBatchSize(maxBatchSize)
                        .addInput(ModelInput.newBuilder()
                                .setName("text_input")
                                .setDataType(DataType.TYPE_STRING)
                                .addDims(1))
                        .addOutput(ModelOutput.newBuilder()
                                .setName("text_output")
                                .setDataType(DataType.TYPE_STRING)
                                .addDims(1)))
                .build());
        answer.onCompleted();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static TensorMetadata tensor(String name) {
        return TensorMetadata.newBuilder()
                .setName(name)
                .setDatatype("BYTES")
                .addShape(-1)
                .addShape(1)
                .build();
    }
}
