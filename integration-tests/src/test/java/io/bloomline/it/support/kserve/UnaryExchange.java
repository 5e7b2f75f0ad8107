package io.bloomline.it.support.kserve;

import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** A call with one answer. */
final class UnaryExchange implements Exchange {

    private final Call call;
    private final Models models;
    private final ScheduledExecutorService timer;
    private final StreamObserver<ModelInferResponse> client;
    private final AtomicBoolean done = new AtomicBoolean();

    UnaryExchange(Call call, Models models, ScheduledExecutorService timer, StreamObserver<ModelInferResponse> client) {
        this.call = call;
        this.models = models;
        this.timer = timer;
        this.client = client;
    }

    @Override
    public Call call() {
        return call;
    }

    @Override
    public void answer(UnaryOperator<ModelInferResponse> change) {
        CompletableFuture<?> unused = models.answer(call.request(), false)
                .thenApply(change)
                .whenComplete((answer, thrown) -> {
                    if (thrown != null) {
                        fail(Statuses.of(thrown));
                    } else if (done.compareAndSet(false, true)) {
                        client.onNext(answer);
                        client.onCompleted();
                    }
                });
    }

    @Override
    public void fail(Status status) {
        if (done.compareAndSet(false, true)) {
            client.onError(status.asRuntimeException());
        }
    }

    @Override
    public void later(Duration delay, Runnable action) {
        Future<?> unused = timer.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void breakOff(String message) {
        throw new UnsupportedOperationException("A call with one answer has no parts");
    }

    @Override
    public void send(ModelInferResponse message) {
        throw new UnsupportedOperationException("A call with one answer has no further messages");
    }

    @Override
    public void sendNamelessError(String message) {
        throw new UnsupportedOperationException("A call with one answer needs no names");
    }

    @Override
    public void end(Status status) {
        fail(status);
    }
}
