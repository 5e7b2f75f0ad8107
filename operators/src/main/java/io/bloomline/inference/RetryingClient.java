package io.bloomline.inference;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.time.Scheduler;
import io.bloomline.time.Scheduler.Scheduled;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds patience: a batch that failed for a {@link FailureKind#TRANSIENT} reason is sent again, for as long as it takes.
 * Any other failure passes through at once, with the number of attempts.
 *
 * <p>Closing calls off the pauses: their batches fail, again {@code TRANSIENT}, with the code {@code closed}.
 */
final class RetryingClient implements InferenceClient {

    private static final Logger LOG = LoggerFactory.getLogger(RetryingClient.class);

    private final InferenceClient client;
    private final Backoff backoff;
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final RetryObserver observer;

    /** Calls in a pause. Whoever removes a call decides how it goes on: its timer, or closing. */
    private final Set<Call> pausing = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    RetryingClient(
            InferenceClient client,
            Backoff backoff,
            Scheduler scheduler,
            RandomGenerator random,
            RetryObserver observer) {
        this.client = client;
        this.backoff = backoff;
        this.scheduler = scheduler;
        this.random = random;
        this.observer = observer;
    }

    @Override
    public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
        Call call = new Call(batch);
        if (closed) {
            call.failClosed(null);
        } else {
            call.send();
        }
        return call.answer;
    }

    @Override
    public void close() {
        closed = true;
        for (Call call : pausing) {
            call.callOff();
        }
        client.close();
    }

    private Duration pauseAfter(int attempts) {
        synchronized (random) {
            return backoff.pause(attempts, random);
        }
    }

    private void report(Failure failure, int attempts, Duration pause) {
        LOG.warn(
                "Attempt {} of a batch failed ({}): {} It is sent again in {} ms.",
                attempts,
                failure.code(),
                failure.message(),
                pause.toMillis());
        try {
            observer.retrying(failure, attempts, pause);
        } catch (RuntimeException thrown) {
            LOG.warn("A retry observer failed; the batch is sent again all the same.", thrown);
        }
    }

    /** One batch, through all of its attempts. */
    private final class Call {
        private final List<InferenceRequest> batch;
        private final CompletableFuture<InferenceResult> answer = new CompletableFuture<>();
        private volatile @Nullable Scheduled timer;

        // Handed from thread to thread by way of pausing, one attempt after the other.
        private int attempts;
        private @Nullable FailureException last;

        Call(List<InferenceRequest> batch) {
            this.batch = batch;
        }

        void send() {
            attempts++;
            CompletableFuture<?> unused = InferenceClients.ask(client, batch).whenComplete((result, thrown) -> {
                if (thrown == null) {
                    answer.complete(result);
                } else {
                    failed(FailureException.of(thrown));
                }
            });
        }

        private void failed(FailureException failed) {
            if (failed.failure().kind() != FailureKind.TRANSIENT) {
                answer.completeExceptionally(failed.afterAttempts(attempts));
            } else if (!answer.isDone()) {
                pause(failed);
            }
        }

        private void pause(FailureException failed) {
            last = failed;
            Duration pause = pauseAfter(attempts);
            report(failed.failure(), attempts, pause);
            pausing.add(this);
            try {
                timer = scheduler.schedule(pause, this::sendAgain);
            } catch (RejectedExecutionException shutDown) {
                callOff();
            }
            if (closed) {
                callOff();
            }
        }

        private void sendAgain() {
            if (pausing.remove(this)) {
                send();
            }
        }

        void callOff() {
            if (pausing.remove(this)) {
                Scheduled pending = timer;
                if (pending != null) {
                    pending.cancel();
                }
                failClosed(last);
            }
        }

        void failClosed(@Nullable FailureException cause) {
            Failure failure = Failure.transientFailure(
                    "closed", "The model's client was closed before the batch was answered; it can be asked again.");
            answer.completeExceptionally(new FailureException(failure, cause).afterAttempts(Math.max(1, attempts)));
        }
    }
}
