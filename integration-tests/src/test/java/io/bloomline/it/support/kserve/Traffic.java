package io.bloomline.it.support.kserve;

import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stands at the door: refuses whom the guard refuses, and remembers what came in. Thread-safe. */
final class Traffic implements ServerInterceptor {

    /** Lets a call in, or says why not; for authentication and other things in front of a server. */
    @FunctionalInterface
    interface Guard {

        /** Lets everybody in. */
        Guard NONE = (method, headers) -> null;

        /** The refusal of a call to this method with these headers, or null. */
        @Nullable
        Status refusal(String method, Metadata headers);
    }

    private static final Context.Key<Metadata> HEADERS = Context.keyWithDefault("headers", new Metadata());

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final AtomicInteger unaryCalls = new AtomicInteger();
    private final AtomicInteger openStreams = new AtomicInteger();
    private volatile Guard guard = Guard.NONE;

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (call.getMethodDescriptor().getType() == MethodDescriptor.MethodType.UNARY) {
            unaryCalls.incrementAndGet();
        }
        Status refusal = guard.refusal(call.getMethodDescriptor().getBareMethodName(), headers);
        if (refusal != null) {
            call.close(refusal, new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return Contexts.interceptCall(Context.current().withValue(HEADERS, headers), call, headers, next);
    }

    void post(Guard guard) {
        this.guard = guard;
    }

    /** Notes a call; to be called on the thread that brings it. */
    Call came(ModelInferRequest request, boolean streamed, Context context) {
        Deadline deadline = context.getDeadline();
        Duration timeLeft = deadline == null ? null : Duration.ofNanos(deadline.timeRemaining(TimeUnit.NANOSECONDS));
        Call call = new Call(numbers.getAndIncrement(), request, streamed, HEADERS.get(context), timeLeft);
        calls.add(call);
        return call;
    }

    void cancelled() {
        cancelled.incrementAndGet();
    }

    void streamOpened() {
        openStreams.incrementAndGet();
    }

    void streamClosed() {
        openStreams.decrementAndGet();
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    int cancelledCalls() {
        return cancelled.get();
    }

    int unaryCalls() {
        return unaryCalls.get();
    }

    int openStreams() {
        return openStreams.get();
    }
}
