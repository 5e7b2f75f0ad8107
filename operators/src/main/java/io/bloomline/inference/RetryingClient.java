package io.bloomline.inference;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.time.Scheduler;
import io.bloomline.time.Scheduler.Scheduled;
import io.bloomline.tracing.CurrentTrace;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds patience: a batch that failed for a {@link FailureKind#TRANSIENT} reason is sent again, for as long as it takes.
 * Any other failure passes through at once, with the number of attempts.
 *
 * <p>Pauses grow long, and an outage must not last longer for that. So one of the batches that wait, the scout, is sent
 * again every second or sooner, and any answer ends the pauses of all others: the model is back. A batch that fails again
 * after that waits its whole next pause; so it is sent at most twice as often as its pauses say, whoever else is answered.
 *
 * <p>Closing calls off the pauses: their batches fail, again {@code TRANSIENT}, with the code {@code closed}.
 */
final class RetryingClient implements InferenceClient {

    private static final Logger LOG = LoggerFactory.getLogger(RetryingClient.class);

    private static final String RETRY =
            "Attempt {} of a batch failed ({}): {} It is sent again in {} ms, or when another is answered.";

    private static final Duration LONGEST_FOR_THE_SCOUT = Duration.ofSeconds(1);

    private final InferenceClient client;
    private final Backoff backoff;
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final AttemptObserver observer;

    /** Oldest first. Whoever removes a pause decides how its call goes on: its timer, an answer to another, or closing. */
    private final Set<Pause> pauses = Collections.synchronizedSet(new LinkedHashSet<>());

    private final AtomicReference<@Nullable Call> scout = new AtomicReference<>();
    private volatile boolean closed;

    RetryingClient(
            InferenceClient client,
            Backoff backoff,
            Scheduler scheduler,
            RandomGenerator random,
            AttemptObserver observer) {
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
            call.failClosed();
        } else {
            call.send();
        }
        return call.answer;
    }

    @Override
    public void close() {
        closed = true;
        List.copyOf(pauses).forEach(Pause::callOff);
        client.close();
    }

    private Duration pauseAfter(int attempts, boolean scouts) {
        Duration pause;
        synchronized (random) {
            pause = backoff.pause(attempts, random);
        }
        if (!scouts || backoff.longest(attempts).compareTo(LONGEST_FOR_THE_SCOUT) <= 0) {
            return pause;
        }
        // Scaled, not cut off: equally likely pauses keep many processes from coming at once.
        double share = (double) LONGEST_FOR_THE_SCOUT.toNanos()
                / backoff.longest(attempts).toNanos();
        return Duration.ofNanos((long) (share * pause.toNanos()));
    }

    private void report(Failure failure, int attempts, Duration pause) {
        // The 1st, 2nd, 4th, 8th and so on: an outage is to be seen in the log, and other things as well.
        if (Integer.bitCount(attempts) == 1) {
            LOG.warn(RETRY, attempts, failure.code(), failure.message(), pause.toMillis());
        } else {
            LOG.debug(RETRY, attempts, failure.code(), failure.message(), pause.toMillis());
        }
        try {
            observer.retrying(failure, attempts, pause);
        } catch (RuntimeException thrown) {
            LOG.warn("An observer of attempts failed; the batch is sent again all the same.", thrown);
        }
    }

    /** One batch, through all of its attempts. */
    private final class Call {
        private final List<InferenceRequest> batch;
        private final CurrentTrace trace = CurrentTrace.get();
        private final CompletableFuture<InferenceResult> answer = new CompletableFuture<>();

        // Handed from thread to thread by way of its pauses, one attempt after the other.
        private int attempts;
        private boolean early;
        private @Nullable FailureException last;

        Call(List<InferenceRequest> batch) {
            this.batch = batch;
        }

        void send() {
            attempts++;
            CompletableFuture<?> unused = InferenceClients.ask(client, batch).whenComplete((result, thrown) -> {
                if (thrown == null) {
                    end();
                    answer.complete(result);
                    List.copyOf(pauses).forEach(Pause::cutShort);
                } else {
                    failed(FailureException.of(thrown));
                }
            });
        }

        private void failed(FailureException failed) {
            if (failed.failure().kind() != FailureKind.TRANSIENT) {
                end();
                answer.completeExceptionally(failed.afterAttempts(attempts));
            } else if (answer.isDone()) {
                // Cancelled: nobody waits for it, so it is no scout for the others either.
                end();
            } else {
                pause(failed);
            }
        }

        private void pause(FailureException failed) {
            last = failed;
            boolean scouts = scout.compareAndSet(null, this) || scout.get() == this;
            Duration length = pauseAfter(attempts, scouts);
            trace.inLog(() -> report(failed.failure(), attempts, length));
            trace.retrying(failed.failure().code(), length);
            Pause pause = new Pause(this, !early);
            pauses.add(pause);
            pause.begin(length);
            if (closed) {
                pause.callOff();
            }
        }

        private void end() {
            scout.compareAndSet(this, null);
        }

        void failClosed() {
            end();
            Failure failure = Failure.transientFailure(
                    "closed", "The model's client was closed before the batch was answered; it can be asked again.");
            answer.completeExceptionally(new FailureException(failure, last).afterAttempts(Math.max(1, attempts)));
        }
    }

    /** The time between two attempts of a call. */
    private final class Pause {
        private final Call call;
        private final boolean mayBeCut;
        private final AtomicBoolean cut = new AtomicBoolean();
        private volatile @Nullable Scheduled timer;

        Pause(Call call, boolean mayBeCut) {
            this.call = call;
            this.mayBeCut = mayBeCut;
        }

        void begin(Duration length) {
            try {
                timer = scheduler.schedule(length, this::over);
            } catch (RejectedExecutionException shutDown) {
                callOff();
            }
        }

        void cutShort() {
            if (mayBeCut && cut.compareAndSet(false, true)) {
                cancelTimer();
                // On the scheduler's thread: a client that answers on the spot would go ever deeper on this one.
                begin(Duration.ZERO);
            }
        }

        void callOff() {
            if (pauses.remove(this)) {
                cancelTimer();
                call.failClosed();
            }
        }

        private void over() {
            if (pauses.remove(this)) {
                call.early = cut.get();
                call.trace.during(call::send);
            }
        }

        private void cancelTimer() {
            Scheduled pending = timer;
            if (pending != null) {
                pending.cancel();
            }
        }
    }
}
