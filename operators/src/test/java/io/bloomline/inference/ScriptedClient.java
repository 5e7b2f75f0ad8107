package io.bloomline.inference;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.InferenceRequest.Generate;
import io.bloomline.inference.InferenceResponse.Embedded;
import io.bloomline.inference.InferenceResponse.Generated;
import io.bloomline.schema.FinishReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client that does as a test says: each call is kept open until the test answers or fails it, or is handled at once by
 * a script. Closing it answers what is open. For one thread.
 */
public final class ScriptedClient implements InferenceClient {

    private final List<Call> calls = new ArrayList<>();
    private Consumer<Call> script = call -> {};
    private boolean closed;

    /** A client whose calls stay open. */
    public ScriptedClient() {}

    /** A client that handles each call at once. */
    public ScriptedClient(Consumer<Call> script) {
        this.script = script;
    }

    /** The response that belongs to a request and to no other of different ids or text. */
    public static InferenceResponse responseTo(InferenceRequest request) {
        if (request instanceof Generate) {
            return new Generated("answer to " + request.text(), 1, FinishReason.STOP);
        }
        return new Embedded(new float[] {1 + request.tokenIds()[0], request.tokenIds().length});
    }

    /** Changes how further calls are handled. */
    public void script(Consumer<Call> script) {
        this.script = script;
    }

    /** All calls so far, the first one first. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public Call lastCall() {
        return calls.get(calls.size() - 1);
    }

    /** Calls that are neither answered nor failed, the first one first. */
    public List<Call> openCalls() {
        return calls.stream().filter(Call::isOpen).toList();
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
        Call call = new Call(batch);
        calls.add(call);
        script.accept(call);
        return call.future;
    }

    @Override
    public void close() {
        closed = true;
        openCalls().forEach(Call::answer);
    }

    /** One batch that was asked. */
    public static final class Call {
        private final List<InferenceRequest> batch;
        private final CompletableFuture<InferenceResult> future = new CompletableFuture<>();

        private Call(List<InferenceRequest> batch) {
            this.batch = batch;
        }

        public List<InferenceRequest> batch() {
            return batch;
        }

        public boolean isOpen() {
            return !future.isDone();
        }

        /** Gives each request its own response. */
        public void answer() {
            answerWith(batch.stream().map(ScriptedClient::responseTo).toList());
        }

        public void answerWith(List<InferenceResponse> responses) {
            complete(new InferenceResult(responses, "1", "scripted"));
        }

        @SuppressWarnings("NullAway") // a client that misbehaves is what this is for
        public void complete(@Nullable InferenceResult result) {
            future.complete(result);
        }

        public void fail(Failure failure) {
            failWith(new FailureException(failure));
        }

        public void failWith(Throwable thrown) {
            future.completeExceptionally(thrown);
        }
    }
}
