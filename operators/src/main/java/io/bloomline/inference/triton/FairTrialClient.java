package io.bloomline.inference.triton;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceClients;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResult;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;

/**
 * Adds justice: nobody is blamed for what may be another's fault. A server puts rows of many calls into one batch of its
 * own and fails them all for one of them, and a server that is unwell fails everybody.
 *
 * <p>So a request that failed is asked again, alone on its server; then a request that is known to be good; then the
 * first once more. Only if it failed each time, and the good one did not, it is {@code REJECTED}. If the good one failed
 * as well, it is the server's fault. A batch that was late three times has the same trial, because some documents make
 * a model hang.
 */
final class FairTrialClient implements InferenceClient {

    private static final int TOO_OFTEN_LATE = 3;

    private final InferenceClient client;
    private final Witness witness;
    private final Turns turns = new Turns();

    /** How often a batch was late; forgotten with the batch. */
    private final Map<List<InferenceRequest>, Integer> late = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * @param client  asks one server; closed with this
     * @param witness knows a good request
     */
    FairTrialClient(InferenceClient client, Witness witness) {
        this.client = client;
        this.witness = witness;
    }

    @Override
    public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
        return turns.together(() -> ask(batch)).exceptionallyCompose(thrown -> {
            FailureException failed = FailureException.of(thrown);
            return deservesTrial(batch, failed.failure())
                    ? turns.alone(() -> trial(batch))
                    : CompletableFuture.failedFuture(failed);
        });
    }

    @Override
    public void close() {
        client.close();
    }

    private boolean deservesTrial(List<InferenceRequest> batch, Failure failure) {
        if (isLate(failure)) {
            return late.merge(batch, 1, Integer::sum) % TOO_OFTEN_LATE == 0;
        }
        return batch.size() == 1 && StatusClassifier.mayBeAnothers(failure);
    }

    private CompletableFuture<InferenceResult> trial(List<InferenceRequest> batch) {
        return ask(batch).exceptionallyCompose(thrown -> {
            FailureException first = FailureException.of(thrown);
            return isSuspect(first.failure()) ? defence(batch, first) : CompletableFuture.failedFuture(first);
        });
    }

    private CompletableFuture<InferenceResult> defence(List<InferenceRequest> batch, FailureException first) {
        return InferenceClients.ask(client, List.of(witness.request()))
                .exceptionallyCompose(
                        thrown -> CompletableFuture.failedFuture(serversFault(first, FailureException.of(thrown))))
                .thenCompose(good -> ask(batch)
                        .exceptionallyCompose(
                                again -> CompletableFuture.failedFuture(verdict(FailureException.of(again)))));
    }

    private CompletableFuture<InferenceResult> ask(List<InferenceRequest> batch) {
        return InferenceClients.ask(client, batch).thenApply(result -> {
            witness.saw(batch);
            return result;
        });
    }

    private static FailureException verdict(FailureException again) {
        Failure failure = again.failure();
        return isLate(failure)
                ? new FailureException(
                        Failure.rejected("too-slow", failure.message() + " It answered another request meanwhile."),
                        again)
                : again;
    }

    private static FailureException serversFault(FailureException first, FailureException witness) {
        Failure failure = first.failure();
        if (witness.failure().kind() != FailureKind.REJECTED || isLate(failure)) {
            return witness;
        }
        if (failure.code().equals(StatusClassifier.BACKEND_FAILED)
                || failure.code().equals(StatusClassifier.STREAM_FAILED)) {
            return new FailureException(
                    Failure.transientFailure(
                            "backend-unwell",
                            failure.message() + " It fails other requests too; see the server's log."),
                    first);
        }
        return new FailureException(
                Failure.misconfigured(
                        "model-unfit",
                        failure.message() + " It is so with other requests too: compare the model's configuration with"
                                + " model.tensors, and start the job anew if the model was replaced."),
                first);
    }

    private static boolean isSuspect(Failure failure) {
        return isLate(failure) || StatusClassifier.mayBeAnothers(failure);
    }

    private static boolean isLate(Failure failure) {
        return failure.code().equals(StatusClassifier.DEADLINE_EXCEEDED);
    }
}
