package io.bloomline.it.benchmark.gpu;

import io.bloomline.inference.triton.proto.GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase;
import io.bloomline.inference.triton.proto.ModelConfig;
import io.bloomline.inference.triton.proto.ModelConfigRequest;
import io.bloomline.inference.triton.proto.ModelConfigResponse;
import io.bloomline.inference.triton.proto.ModelDynamicBatching;
import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.bloomline.inference.triton.proto.ModelInstanceGroup;
import io.bloomline.inference.triton.proto.ModelMetadataRequest;
import io.bloomline.inference.triton.proto.ModelMetadataResponse;
import io.bloomline.inference.triton.proto.ModelReadyRequest;
import io.bloomline.inference.triton.proto.ModelReadyResponse;
import io.bloomline.inference.triton.proto.ServerLiveRequest;
import io.bloomline.inference.triton.proto.ServerLiveResponse;
import io.bloomline.inference.triton.proto.ServerMetadataRequest;
import io.bloomline.inference.triton.proto.ServerMetadataResponse;
import io.bloomline.inference.triton.proto.ServerReadyRequest;
import io.bloomline.inference.triton.proto.ServerReadyResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.function.Supplier;

/** The protocol, as much of it as clients need who ask for one answer per call. */
final class GpuService extends GRPCInferenceServiceImplBase {

    private static final String VERSION = "1";
    private static final List<Answerer> MODELS = List.of(new Embedder(), new Writer());

    private final Gpu gpu;
    private final GpuSettings settings;

    GpuService(Gpu gpu, GpuSettings settings) {
        this.gpu = gpu;
        this.settings = settings;
    }

    @Override
    public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> client) {
        try {
            Answerer model = model(request.getModelName());
            TextRows texts = TextRows.of(request);
            if (texts.count() > settings.maxRows()) {
                throw Status.INVALID_ARGUMENT
                        .withDescription("[request id: %s] inference request batch-size must be <= %d for '%s'"
                                .formatted(request.getId(), settings.maxRows(), model.name()))
                        .asRuntimeException();
            }
            String id = request.getId();
            gpu.submit(texts.count(), texts.longest(), texts.tokens(), () -> {
                client.onNext(response(id, model, texts));
                client.onCompleted();
            });
        } catch (StatusRuntimeException refused) {
            client.onError(refused);
        }
    }

    @Override
    public void serverLive(ServerLiveRequest request, StreamObserver<ServerLiveResponse> client) {
        reply(client, () -> ServerLiveResponse.newBuilder().setLive(true).build());
    }

    @Override
    public void serverReady(ServerReadyRequest request, StreamObserver<ServerReadyResponse> client) {
        reply(client, () -> ServerReadyResponse.newBuilder().setReady(true).build());
    }

    @Override
    public void modelReady(ModelReadyRequest request, StreamObserver<ModelReadyResponse> client) {
        reply(client, () -> ModelReadyResponse.newBuilder().setReady(true).build());
    }

    @Override
    public void serverMetadata(ServerMetadataRequest request, StreamObserver<ServerMetadataResponse> client) {
        reply(client, () -> ServerMetadataResponse.newBuilder()
                .setName("simulated-gpu")
                .addExtensions("model_configuration")
                .build());
    }

    @Override
    public void modelMetadata(ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> client) {
        reply(client, () -> {
            ModelMetadataResponse.Builder metadata = ModelMetadataResponse.newBuilder()
                    .setName(request.getName())
                    .addVersions(VERSION)
                    .setPlatform("python");
            model(request.getName()).describe(metadata);
            return metadata.build();
        });
    }

    @Override
    public void modelConfig(ModelConfigRequest request, StreamObserver<ModelConfigResponse> client) {
        reply(client, () -> {
            ModelConfig.Builder config = ModelConfig.newBuilder()
                    .setName(request.getName())
                    .setBackend("python")
                    .setMaxBatchSize(settings.maxRows())
                    .addInstanceGroup(ModelInstanceGroup.newBuilder().setCount(settings.instances()));
            GpuSettings.Dynamic dynamic = settings.dynamic();
            if (dynamic != null) {
                config.setDynamicBatching(ModelDynamicBatching.newBuilder()
                        .addAllPreferredBatchSize(dynamic.preferred())
                        .setMaxQueueDelayMicroseconds(dynamic.maxDelay().toNanos() / 1000));
            }
            model(request.getName()).describe(config);
            return ModelConfigResponse.newBuilder().setConfig(config).build();
        });
    }

    private static ModelInferResponse response(String id, Answerer model, TextRows texts) {
        return ModelInferResponse.newBuilder()
                .setModelName(model.name())
                .setModelVersion(VERSION)
                .setId(id)
                .addOutputs(model.output(texts.count()))
                .addRawOutputContents(model.answer(texts))
                .build();
    }

    private static Answerer model(String name) {
        for (Answerer model : MODELS) {
            if (model.name().equals(name)) {
                return model;
            }
        }
        throw Status.NOT_FOUND
                .withDescription("Request for unknown model: '" + name + "' is not found")
                .asRuntimeException();
    }

    private static <T> void reply(StreamObserver<T> client, Supplier<T> answer) {
        try {
            client.onNext(answer.get());
            client.onCompleted();
        } catch (StatusRuntimeException refused) {
            client.onError(refused);
        }
    }
}
