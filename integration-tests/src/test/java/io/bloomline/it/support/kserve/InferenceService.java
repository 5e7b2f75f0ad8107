package io.bloomline.it.support.kserve;

import io.bloomline.inference.triton.proto.GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase;
import io.bloomline.inference.triton.proto.ModelConfigRequest;
import io.bloomline.inference.triton.proto.ModelConfigResponse;
import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.bloomline.inference.triton.proto.ModelMetadataRequest;
import io.bloomline.inference.triton.proto.ModelMetadataResponse;
import io.bloomline.inference.triton.proto.ModelReadyRequest;
import io.bloomline.inference.triton.proto.ModelReadyResponse;
import io.bloomline.inference.triton.proto.ModelStreamInferResponse;
import io.bloomline.inference.triton.proto.ServerLiveRequest;
import io.bloomline.inference.triton.proto.ServerLiveResponse;
import io.bloomline.inference.triton.proto.ServerMetadataRequest;
import io.bloomline.inference.triton.proto.ServerMetadataResponse;
import io.bloomline.inference.triton.proto.ServerReadyRequest;
import io.bloomline.inference.triton.proto.ServerReadyResponse;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** The protocol: what a server says of itself and its models, and what the script makes of each call for answers. */
final class InferenceService extends GRPCInferenceServiceImplBase {

    private final Models models;
    private final Traffic traffic;
    private final ScheduledExecutorService timer;
    private final Supplier<Script> script;
    private final boolean flagOnLast;

    InferenceService(
            Models models,
            Traffic traffic,
            ScheduledExecutorService timer,
            Supplier<Script> script,
            boolean flagOnLast) {
        this.models = models;
        this.traffic = traffic;
        this.timer = timer;
        this.script = script;
        this.flagOnLast = flagOnLast;
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
        reply(client, () -> ModelReadyResponse.newBuilder()
                .setReady(models.isReady(request.getName(), request.getVersion()))
                .build());
    }

    @Override
    public void serverMetadata(ServerMetadataRequest request, StreamObserver<ServerMetadataResponse> client) {
        reply(client, () -> ServerMetadataResponse.newBuilder()
                .setName("triton")
                .setVersion("2.59.1")
                .addExtensions("model_configuration")
                .build());
    }

    @Override
    public void modelMetadata(ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> client) {
        reply(client, () -> models.metadata(request.getName(), request.getVersion()));
    }

    @Override
    public void modelConfig(ModelConfigRequest request, StreamObserver<ModelConfigResponse> client) {
        reply(client, () -> ModelConfigResponse.newBuilder()
                .setConfig(models.find(request.getName(), request.getVersion())
                        .signature()
                        .config())
                .build());
    }

    @Override
    public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> client) {
        ((ServerCallStreamObserver<?>) client).setOnCancelHandler(traffic::cancelled);
        Call call = traffic.came(request, false, Context.current());
        react(new UnaryExchange(call, models, timer, client));
    }

    @Override
    public StreamObserver<ModelInferRequest> modelStreamInfer(StreamObserver<ModelStreamInferResponse> client) {
        Context context = Context.current();
        StreamSession session = new StreamSession(models, timer, flagOnLast, client);
        traffic.streamOpened();
        ServerCallStreamObserver<?> stream = (ServerCallStreamObserver<?>) client;
        stream.setOnCancelHandler(() -> {
            session.gone();
            traffic.streamClosed();
        });
        stream.setOnCloseHandler(traffic::streamClosed);
        return new StreamObserver<>() {
            @Override
            public void onNext(ModelInferRequest request) {
                react(session.begin(traffic.came(request, true, context)));
            }

            @Override
            public void onError(Throwable thrown) {
                session.gone();
            }

            @Override
            public void onCompleted() {
                session.halfClose();
            }
        };
    }

    private void react(Exchange exchange) {
        try {
            script.get().to(exchange.call()).to(exchange);
        } catch (RuntimeException e) {
            exchange.fail(Statuses.of(e));
        }
    }

    private static <T> void reply(StreamObserver<T> client, Supplier<T> answer) {
        try {
            client.onNext(answer.get());
            client.onCompleted();
        } catch (RuntimeException e) {
            client.onError(Statuses.of(e).asRuntimeException());
        }
    }
}
