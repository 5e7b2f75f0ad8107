package io.bloomline.inference;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.time.NanoClock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how long each attempt takes and how it ends. Below the retries, because they hide what failed on the way. */
final class ObservedClient implements InferenceClient {

    private static final Logger LOG = LoggerFactory.getLogger(ObservedClient.class);

    private final InferenceClient client;
    private final NanoClock clock;
    private final AttemptObserver observer;

    ObservedClient(InferenceClient client, NanoClock clock, AttemptObserver observer) {
        this.client = client;
        this.clock = clock;
        this.observer = observer;
    }

    @Override
    public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
        tell(observer::attemptBegins);
        long began = clock.nanoTime();
        return InferenceClients.ask(client, batch).whenComplete((result, thrown) -> {
            long nanos = clock.nanoTime() - began;
            @Nullable
            Failure failure =
                    thrown == null ? null : FailureException.of(thrown).failure();
            tell(() -> observer.attemptEnds(nanos, failure));
        });
    }

    @Override
    public void close() {
        client.close();
    }

    private static void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException thrown) {
            LOG.warn("An observer of attempts failed; the batch goes its way all the same.", thrown);
        }
    }
}
