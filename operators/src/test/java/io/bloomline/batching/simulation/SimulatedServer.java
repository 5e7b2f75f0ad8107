package io.bloomline.batching.simulation;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResponse;
import io.bloomline.inference.InferenceResult;
import io.bloomline.inference.MisbehavingClients;
import io.bloomline.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A model and its client, which do as a {@link ServerPlan} says. */
final class SimulatedServer implements InferenceClient {

    private static final InferenceClient[] MISBEHAVIOURS =
            MisbehavingClients.all().toArray(InferenceClient[]::new);

    private static final Failure AWAY = Failure.transientFailure("unavailable", "Nobody is there.");
    private static final Failure OVERLOADED = Failure.transientFailure("overloaded", "There is no room.");
    private static final Failure FLAKY = Failure.transientFailure("flaky", "It happens.");
    private static final Failure CLOSED = Failure.transientFailure("closed", "The server is closed.");
    private static final Failure POISONED = Failure.rejected("poison", "There is poison in the batch.");
    private static final Failure[] FATAL = {
        Failure.misconfigured("unknown-model", "There is no such model."), Failure.unreadable("unreadable", "No words.")
    };

    private final ServerPlan plan;
    private final Ledger ledger;
    private final VirtualTime time;
    private final Draw draw;
    private final long[] freeAt;
    private final List<Call> open = new ArrayList<>();
    private boolean closed;

    SimulatedServer(ServerPlan plan, Ledger ledger, VirtualTime time, Draw draw) {
        this.plan = plan;
        this.ledger = ledger;
        this.time = time;
        this.draw = draw;
        this.freeAt = new long[plan.instances()];
    }

    @Override
    public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
        Failure atOnce = failureAtOnce();
        if (atOnce != null) {
            return CompletableFuture.failedFuture(new FailureException(atOnce));
        }
        if (draw.chance(plan.misbehaves())) {
            return draw.oneOf(MISBEHAVIOURS).infer(batch);
        }
        Call call = new Call(batch, failure(batch));
        boolean onTheSpot = draw.chance(plan.onTheSpot()) && !plan.stalled().holdsAt(ledger.now());
        if (onTheSpot) {
            call.end();
        } else {
            open.add(call);
            time.schedule(Duration.ofNanos(endOf(batch) - ledger.now()), () -> {
                if (open.remove(call)) {
                    call.end();
                }
            });
        }
        return call.future;
    }

    /** Ends what is under way, in no certain order. */
    @Override
    public void close() {
        closed = true;
        List<Call> last = new ArrayList<>(open);
        open.clear();
        if (draw.chance(0.5)) {
            Collections.reverse(last);
        }
        last.forEach(Call::end);
    }

    private @Nullable Failure failureAtOnce() {
        if (closed) {
            return CLOSED;
        }
        if (plan.away().holdsAt(ledger.now())) {
            return AWAY;
        }
        return open.size() >= plan.room() ? OVERLOADED : null;
    }

    private @Nullable Failure failure(List<InferenceRequest> batch) {
        if (draw.chance(plan.flaky())) {
            return FLAKY;
        }
        if (draw.chance(plan.fatal())) {
            return draw.oneOf(FATAL);
        }
        for (InferenceRequest request : batch) {
            if (ledger.all().get(Numbered.numberOf(request)).poisonous) {
                return POISONED;
            }
        }
        return null;
    }

    /** When the batch is done by the instance that is free first. */
    private long endOf(List<InferenceRequest> batch) {
        int tokens = 0;
        int longest = 0;
        for (InferenceRequest request : batch) {
            tokens += request.tokens();
            longest = Math.max(longest, request.tokens());
        }
        int instance = 0;
        for (int i = 1; i < freeAt.length; i++) {
            instance = freeAt[i] < freeAt[instance] ? i : instance;
        }
        long starts = Math.max(ledger.now(), freeAt[instance]);
        long ends = starts + (long) (plan.median(batch.size(), tokens, longest) * draw.logNormal(plan.spread()));
        freeAt[instance] = plan.stalled().holdsAt(ends) ? plan.stalled().to() : ends;
        return freeAt[instance];
    }

    private static final class Call {
        private final List<InferenceRequest> batch;
        private final @Nullable Failure failure;
        private final CompletableFuture<InferenceResult> future = new CompletableFuture<>();

        Call(List<InferenceRequest> batch, @Nullable Failure failure) {
            this.batch = batch;
            this.failure = failure;
        }

        void end() {
            if (failure != null) {
                future.completeExceptionally(new FailureException(failure));
                return;
            }
            List<InferenceResponse> responses = new ArrayList<>(batch.size());
            for (InferenceRequest request : batch) {
                responses.add(Numbered.responseTo(request));
            }
            future.complete(new InferenceResult(responses, "1", "simulated"));
        }
    }
}
