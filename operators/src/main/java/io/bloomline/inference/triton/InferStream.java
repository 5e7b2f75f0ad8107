package io.bloomline.inference.triton;

import io.bloomline.failure.FailureException;
import io.bloomline.inference.triton.proto.InferParameter;
import io.bloomline.inference.triton.proto.ModelInferRequest;
import io.bloomline.inference.triton.proto.ModelInferResponse;
import io.bloomline.inference.triton.proto.ModelStreamInferResponse;
import io.bloomline.time.Scheduler;
import io.bloomline.time.Scheduler.Scheduled;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One stream to a server, and the requests that it still owes an answer. Thread-safe. */
final class InferStream {

    private static final Duration IDLE = Duration.ofSeconds(5);

    private final TritonServer server;
    private final Duration patience;
    private final Scheduler scheduler;
    private final int connection;
    private final ClientCallStreamObserver<ModelInferRequest> requests;

    /** By id; also the lock of what is below, and of sending. No future is completed under it. */
    private final Map<String, Owed> owed = new HashMap<>();

    private boolean retired;
    private boolean silenced;
    private boolean halfClosed;
    private @Nullable Scheduled idle;

    /** A request on its way. */
    private static final class Owed {
        private final CompletableFuture<List<ModelInferResponse>> answer = new CompletableFuture<>();
        private final List<ModelInferResponse> parts = new ArrayList<>();
        private @Nullable Scheduled silence;

        void heard() {
            if (silence != null) {
                silence.cancel();
            }
        }
    }

    /**
     * Opens a stream.
     *
     * @param patience how long the server may be silent about a request
     */
    InferStream(TritonServer server, Duration patience, Scheduler scheduler) {
        this.server = server;
        this.patience = patience;
        this.scheduler = scheduler;
        this.connection = server.connection();
        this.requests = server.stream(new Answers());
    }

    /**
     * Sends a request, whose id no other has.
     *
     * @return completes with all parts of the answer; null when the stream takes no more requests
     */
    @Nullable
    CompletableFuture<List<ModelInferResponse>> send(ModelInferRequest request) {
        synchronized (owed) {
            if (connection != server.connection()) {
                retire();
            }
            if (retired) {
                return null;
            }
            if (idle != null) {
                idle.cancel();
                idle = null;
            }
            Owed sent = new Owed();
            sent.silence = listenFor(request.getId());
            owed.put(request.getId(), sent);
            requests.onNext(request);
            return sent.answer;
        }
    }

    /** Takes no more requests, and ends with the last of those it has. */
    void retire() {
        synchronized (owed) {
            retired = true;
            if (owed.isEmpty() && !halfClosed) {
                halfClosed = true;
                if (silenced) {
                    // A server that has forgotten a request might never end the stream either.
                    requests.cancel("a request on the stream was not answered", null);
                } else {
                    requests.onCompleted();
                }
            }
        }
    }

    private Scheduled listenFor(String id) {
        Lifeline.Moment now = server.lifeline().now();
        return scheduler.schedule(patience, () -> silent(id, now));
    }

    private void silent(String id, Lifeline.Moment since) {
        synchronized (owed) {
            silenced |= owed.containsKey(id);
        }
        Owed given = take(id);
        if (given != null) {
            // Others on it may be waiting in vain as well; whoever comes now has a better chance elsewhere.
            retire();
            server.lifeline().unanswered(since);
            given.answer.completeExceptionally(server.classifier()
                    .classify(Status.DEADLINE_EXCEEDED.withDescription(
                            "nothing came for " + patience.toMillis() + " ms")));
        }
    }

    private @Nullable Owed take(String id) {
        synchronized (owed) {
            Owed taken = owed.remove(id);
            if (taken != null) {
                taken.heard();
                lookBusy();
            }
            return taken;
        }
    }

    /** Closes the stream when it has nothing left to do, now or soon. */
    private void lookBusy() {
        if (!owed.isEmpty()) {
            return;
        }
        if (retired) {
            retire();
        } else {
            idle = scheduler.schedule(IDLE, this::retireIfIdle);
        }
    }

    private void retireIfIdle() {
        synchronized (owed) {
            if (owed.isEmpty()) {
                retire();
            }
        }
    }

    private void part(ModelInferResponse response) {
        String id = response.getId();
        boolean last = isLast(response);
        synchronized (owed) {
            Owed waiting = owed.get(id);
            if (waiting == null) {
                return; // it was given up
            }
            waiting.heard();
            waiting.parts.add(response);
            if (!last) {
                waiting.silence = listenFor(id);
                return;
            }
        }
        Owed done = take(id);
        if (done != null) {
            done.answer.complete(List.copyOf(done.parts));
        }
    }

    private static boolean isLast(ModelInferResponse response) {
        InferParameter last = response.getParametersMap().get("triton_final_response");
        return last != null && last.getBoolParam();
    }

    private void error(String id, String text) {
        Owed failed = take(id);
        if (failed != null) {
            failed.answer.completeExceptionally(server.streamErrors().ofRequest(text));
        } else if (id.isEmpty()) {
            // Nobody knows whose it is.
            failAll(server.streamErrors().ofStream(Status.INTERNAL.withDescription(text)));
        }
    }

    private void failAll(FailureException failure) {
        List<Owed> all;
        synchronized (owed) {
            all = List.copyOf(owed.values());
            owed.clear();
            all.forEach(Owed::heard);
            retire();
        }
        all.forEach(failed -> failed.answer.completeExceptionally(failure));
    }

    /** What the server sends, one message after the other. */
    private final class Answers implements StreamObserver<ModelStreamInferResponse> {
        @Override
        public void onNext(ModelStreamInferResponse message) {
            if (message.getErrorMessage().isEmpty()) {
                part(message.getInferResponse());
            } else {
                error(message.getInferResponse().getId(), message.getErrorMessage());
            }
        }

        @Override
        public void onError(Throwable thrown) {
            ended(Status.fromThrowable(thrown));
        }

        @Override
        public void onCompleted() {
            ended(Status.UNAVAILABLE.withDescription("the server ended the stream"));
        }

        private void ended(Status status) {
            synchronized (owed) {
                halfClosed = true;
            }
            server.reconnect();
            failAll(server.streamErrors().ofStream(status));
        }
    }
}
