package io.bloomline.inference.djl;

import ai.djl.translate.TranslateException;
import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceRequest.Embed;
import io.bloomline.inference.InferenceRequest.Generate;
import io.bloomline.inference.InferenceResponse;
import io.bloomline.inference.InferenceResult;
import io.bloomline.inference.ModelDescription;
import io.bloomline.inference.ModelDescription.Output;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Computes batches on threads of its own, as many at once as it has threads; further ones wait in order.
 *
 * <p>Futures complete on those threads, so whoever continues from them there must neither take long nor close this.
 */
final class LocalClient implements InferenceClient {

    private final ModelDescription description;
    private final Network network;
    private final Runnable release;
    private final ExecutorService threads;
    private boolean closed;

    /**
     * @param release frees what the network computes with; runs once, after the last batch
     */
    LocalClient(ModelDescription description, Network network, int threads, Runnable release) {
        this.description = description;
        this.network = network;
        this.release = release;
        this.threads = Executors.newFixedThreadPool(threads, named("bloomline-" + description.name()));
    }

    @Override
    public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
        CompletableFuture<InferenceResult> result = new CompletableFuture<>();
        try {
            threads.execute(() -> compute(batch, result));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(new FailureException(
                    Failure.transientFailure("model-closed", "Model " + description.name() + " has been closed."), e));
        }
        return result;
    }

    /** Waits as long as it takes, interrupted or not: native memory must not be freed under a batch. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        threads.shutdown();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = threads.awaitTermination(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        release.run();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void compute(List<InferenceRequest> batch, CompletableFuture<InferenceResult> result) {
        try {
            result.complete(new InferenceResult(answer(batch), description.version(), description.endpoint()));
        } catch (Throwable thrown) { // whatever it is, somebody waits for this future
            result.completeExceptionally(RuntimeFailures.of(thrown));
        }
    }

    private List<InferenceResponse> answer(List<InferenceRequest> batch) throws TranslateException {
        if (batch.stream().anyMatch(request -> request.tokenIds().length == 0)) {
            throw new FailureException(
                    Failure.rejected("no-tokens", "The text has no tokens; a model needs one or more."));
        }
        Class<?> wanted = description.output() == Output.TEXT ? Generate.class : Embed.class;
        if (!batch.stream().allMatch(wanted::isInstance)) {
            throw new FailureException(Failure.misconfigured(
                    "model-output",
                    "Model " + description.name() + " answers with a "
                            + (description.output() == Output.TEXT ? "text" : "vector")
                            + ", which is not what the task asks for. Set model.name to a model that fits the task."));
        }
        return batch.isEmpty() ? List.of() : network.answer(batch);
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
