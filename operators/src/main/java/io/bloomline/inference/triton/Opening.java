package io.bloomline.inference.triton;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.triton.proto.ModelConfig;
import io.bloomline.inference.triton.proto.ModelMetadataResponse;
import io.bloomline.time.Scheduler;
import io.bloomline.time.Scheduler.Scheduled;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Waits until one of the servers serves the model, and asks it what the model is. All are asked every second; the model
 * is misconfigured at once when all of them say so, and after the bound when one does.
 */
final class Opening {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final List<TritonServer> servers;
    private final Scheduler scheduler;
    private final Duration bound;
    private final CompletableFuture<Served> served = new CompletableFuture<>();
    private final Map<TritonServer, FailureException> reasons = new ConcurrentHashMap<>();

    /**
     * What a server says of the model.
     *
     * @param metadata its versions and tensors
     * @param config   its configuration, or the empty one
     */
    record Served(ModelMetadataResponse metadata, ModelConfig config) {}

    Opening(List<TritonServer> servers, Scheduler scheduler, Duration bound) {
        this.servers = servers;
        this.scheduler = scheduler;
        this.bound = bound;
    }

    /** Completes when a server is ready, or exceptionally with the reason why none is. To be called once. */
    CompletableFuture<Served> begin() {
        askAll(scheduler.nanoTime());
        if (!bound.isZero()) {
            Scheduled end = scheduler.schedule(bound, this::giveUp);
            CompletableFuture<?> unused = served.whenComplete((answer, thrown) -> end.cancel());
        }
        return served;
    }

    private void askAll(long begin) {
        AtomicInteger unanswered = new AtomicInteger(servers.size());
        for (TritonServer server : servers) {
            CompletableFuture<?> unused = describe(server).whenComplete((described, thrown) -> {
                if (thrown == null) {
                    served.complete(described);
                } else {
                    reasons.put(server, FailureException.of(thrown));
                }
                if (unanswered.decrementAndGet() == 0 && !served.isDone()) {
                    allFailed(begin);
                }
            });
        }
    }

    private void allFailed(long begin) {
        boolean hopeless =
                reasons.values().stream().allMatch(reason -> reason.failure().kind() == FailureKind.MISCONFIGURED);
        if (hopeless || scheduler.nanoTime() - begin + PAUSE.toNanos() > bound.toNanos()) {
            giveUp();
        } else {
            scheduler.schedule(PAUSE, () -> askAll(begin));
        }
    }

    private void giveUp() {
        FailureException reason = servers.stream()
                .map(reasons::get)
                .filter(failed -> failed != null && failed.failure().kind() == FailureKind.MISCONFIGURED)
                .findFirst()
                .orElseGet(this::unreachable);
        served.completeExceptionally(reason);
    }

    private FailureException unreachable() {
        String each = servers.stream()
                .map(server -> {
                    FailureException reason = reasons.get(server);
                    return reason == null
                            ? server.target() + " gave no answer."
                            : reason.failure().message();
                })
                .collect(Collectors.joining(" "));
        Throwable cause = reasons.get(servers.get(0));
        return new FailureException(
                Failure.transientFailure(
                        "model-not-ready",
                        each + " Waited " + bound.toSeconds() + " s (model.startup-timeout) for it to be ready;"
                                + " see that model.endpoint names a server's gRPC port and that the model is loaded."),
                cause);
    }

    private static CompletableFuture<Served> describe(TritonServer server) {
        return server.metadata().thenCompose(metadata -> server.config()
                .thenCompose(config -> server.isReady().thenApply(ready -> {
                    if (!ready) {
                        throw new FailureException(Failure.transientFailure(
                                "model-not-ready", server.target() + " is known, but not ready."));
                    }
                    return new Served(metadata, config);
                })));
    }
}
