package io.bloomline.it.support.kserve;

import io.bloomline.inference.triton.proto.InferParameter;
import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.bloomline.inference.triton.proto.ModelStreamInferResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One stream: requests come in, and the parts of their answers go out in between each other. Thread-safe. */
final class StreamSession {

    private static final String FINAL = "triton_final_response";
    private static final String WANTS_EMPTY_FINAL = "triton_enable_empty_final_response";

    private final Models models;
    private final ScheduledExecutorService timer;
    private final boolean flagOnLast;
    private final StreamObserver<ModelStreamInferResponse> client;
    private int underWay;
    private boolean halfClosed;
    private boolean ended;

    /**
     * @param flagOnLast whether the last part says that it is the last; otherwise an empty message after it does, if the
     *     request asked for one
     */
    StreamSession(
            Models models,
            ScheduledExecutorService timer,
            boolean flagOnLast,
            StreamObserver<ModelStreamInferResponse> client) {
        this.models = models;
        this.timer = timer;
        this.flagOnLast = flagOnLast;
        this.client = client;
    }

    synchronized Exchange begin(Call call) {
        underWay++;
        return new StreamedExchange(call);
    }

    synchronized void halfClose() {
        halfClosed = true;
        completeWhenIdle();
    }

    /** The client has gone: nothing can be sent any more. */
    synchronized void gone() {
        ended = true;
    }

    private synchronized void oneDone() {
        underWay--;
        completeWhenIdle();
    }

    private void completeWhenIdle() {
        if (halfClosed && underWay == 0 && !ended) {
            ended = true;
            client.onCompleted();
        }
    }

    private synchronized void sendMessage(ModelStreamInferResponse message) {
        if (!ended) {
            client.onNext(message);
        }
    }

    private synchronized void endWith(Status status) {
        if (!ended) {
            ended = true;
            client.onError(status.asRuntimeException());
        }
    }

    private final class StreamedExchange implements Exchange {

        private final Call call;
        private final AtomicBoolean answered = new AtomicBoolean();

        StreamedExchange(Call call) {
            this.call = call;
        }

        @Override
        public Call call() {
            return call;
        }

        @Override
        public void answer(UnaryOperator<ModelInferResponse> change) {
            whenAnswered(change, parts -> {
                for (int i = 0; i < parts.size(); i++) {
                    send(flagged(parts.get(i), flagOnLast && i == parts.size() - 1));
                }
                if (!flagOnLast && wantsEmptyFinal(call.request())) {
                    send(flagged(emptyOf(parts.get(0)), true));
                }
            });
        }

        @Override
        public void fail(Status status) {
            if ("true".equals(call.header("triton_grpc_error"))) {
                endWith(status);
            } else {
                sendError(String.valueOf(status.getDescription()));
                done();
            }
        }

        @Override
        public void later(Duration delay, Runnable action) {
            Future<?> unused = timer.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void breakOff(String message) {
            whenAnswered(UnaryOperator.identity(), parts -> {
                send(flagged(parts.get(0), false));
                sendError(message);
            });
        }

        @Override
        public void send(ModelInferResponse message) {
            sendMessage(ModelStreamInferResponse.newBuilder()
                    .setInferResponse(message)
                    .build());
        }

        @Override
        public void sendNamelessError(String message) {
            sendMessage(ModelStreamInferResponse.newBuilder()
                    .setErrorMessage(message)
                    .build());
            done();
        }

        @Override
        public void end(Status status) {
            endWith(status);
        }

        private void whenAnswered(UnaryOperator<ModelInferResponse> change, Consumer<List<ModelInferResponse>> then) {
            ModelInferRequest request = call.request();
            CompletableFuture<?> unused = models.answer(request, true)
                    .thenApply(change)
                    .thenApply(answer -> models.find(request.getModelName(), request.getModelVersion())
                            .parts(request, answer))
                    .whenComplete((parts, thrown) -> {
                        if (thrown != null) {
                            fail(Statuses.of(thrown));
                        } else {
                            then.accept(parts);
                            done();
                        }
                    });
        }

        private void done() {
            if (answered.compareAndSet(false, true)) {
                oneDone();
            }
        }

        private void sendError(String message) {
            sendMessage(ModelStreamInferResponse.newBuilder()
                    .setErrorMessage(message)
                    .setInferResponse(
                            ModelInferResponse.newBuilder().setId(call.request().getId()))
                    .build());
        }
    }

    private static boolean wantsEmptyFinal(ModelInferRequest request) {
        return request.getParametersOrDefault(WANTS_EMPTY_FINAL, InferParameter.getDefaultInstance())
                .getBoolParam();
    }

    private static ModelInferResponse flagged(ModelInferResponse part, boolean last) {
        return part.toBuilder()
                .putParameters(
                        FINAL, InferParameter.newBuilder().setBoolParam(last).build())
                .build();
    }

    private static ModelInferResponse emptyOf(ModelInferResponse part) {
        return part.toBuilder().clearOutputs().clearRawOutputContents().build();
    }
}
