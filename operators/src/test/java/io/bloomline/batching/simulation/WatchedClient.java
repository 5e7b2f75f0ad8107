package io.bloomline.batching.simulation;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Passes on what the batcher asks and what it hears, good or bad, and writes both down. */
final class WatchedClient implements InferenceClient {

    private static final Failure MALFORMED = Failure.rejected("bad-response", "Not one response per request.");
    private static final Failure OVER = Failure.misconfigured("run-is-over", "Something was found; the run ends.");

    private final InferenceClient client;
    private final Ledger ledger;

    WatchedClient(InferenceClient client, Ledger ledger) {
        this.client = client;
        this.ledger = ledger;
    }

    @Override
    @SuppressWarnings("NullAway") // a client that misbehaves may return null
    public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
        Sent sent = ledger.sent(batch);
        if (!ledger.findings().isEmpty()) {
            // A batcher that goes round in circles comes out of them.
            ledger.back(sent, OVER);
            return CompletableFuture.failedFuture(new FailureException(OVER));
        }
        CompletableFuture<InferenceResult> answer;
        try {
            answer = client.infer(batch);
        } catch (Throwable thrown) {
            ledger.back(sent, FailureException.of(thrown).failure());
            throw thrown;
        }
        if (answer == null) {
            ledger.back(sent, MALFORMED);
            return null;
        }
        return answer.whenComplete((result, thrown) -> ledger.back(sent, failure(batch, result, thrown)));
    }

    @Override
    public void close() {
        client.close();
    }

    private static @Nullable Failure failure(
            List<InferenceRequest> batch, @Nullable InferenceResult result, @Nullable Throwable thrown) {
        if (thrown != null) {
            return FailureException.of(thrown).failure();
        }
        boolean wellFormed = result != null
                && result.responses().size() == batch.size()
                && result.responses().stream().allMatch(response -> response != null);
        return wellFormed ? null : MALFORMED;
    }
}
