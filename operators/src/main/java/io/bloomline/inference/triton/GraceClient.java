package io.bloomline.inference.triton;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceClients;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResult;
import io.bloomline.time.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * Adds patience with people: a model that worked and is {@code MISCONFIGURED} now is most likely being changed, so that
 * it is {@code TRANSIENT} for a while. Any answer starts the while anew.
 */
final class GraceClient implements InferenceClient {

    private final InferenceClient client;
    private final Duration grace;
    private final Scheduler scheduler;

    private final Object lock = new Object();
    private OptionalLong misconfiguredSince = OptionalLong.empty();

    /** Owns the client. */
    GraceClient(InferenceClient client, Duration grace, Scheduler scheduler) {
        this.client = client;
        this.grace = grace;
        this.scheduler = scheduler;
    }

    @Override
    public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
        return InferenceClients.ask(client, batch)
                .whenComplete((result, thrown) -> {
                    if (thrown == null) {
                        worked();
                    }
                })
                .exceptionallyCompose(thrown -> CompletableFuture.failedFuture(judged(FailureException.of(thrown))));
    }

    @Override
    public void close() {
        client.close();
    }

    private void worked() {
        synchronized (lock) {
            misconfiguredSince = OptionalLong.empty();
        }
    }

    private FailureException judged(FailureException failed) {
        Failure failure = failed.failure();
        if (failure.kind() != FailureKind.MISCONFIGURED) {
            return failed;
        }
        long now = scheduler.nanoTime();
        synchronized (lock) {
            if (misconfiguredSince.isEmpty()) {
                misconfiguredSince = OptionalLong.of(now);
            }
            if (now - misconfiguredSince.getAsLong() >= grace.toNanos()) {
                return failed;
            }
        }
        return new FailureException(Failure.transientFailure(failure.code(), failure.message()), failed);
    }
}
