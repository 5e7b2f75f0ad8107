package io.bloomline.batching;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.Answer;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceClients;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResult;
import io.bloomline.time.Scheduler;
import io.bloomline.tracing.BatchTrace;
import io.bloomline.tracing.RequestTrace;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has a model answer single requests in batches. A batch is cut from the waiting requests when the model can take one,
 * never before, so that each choice is made among the most requests: {@link BatchChooser} says which, and
 * {@link InFlightLimit} when. While the model has nothing else to do and all that waits fits into one batch, the oldest
 * waits at most {@code maxDelay} for others to join.
 *
 * <p>A batch of several that is {@code REJECTED} is sent again in halves until the guilty request stands alone: that
 * takes at most 2 log2(n) further calls for one guilty request among n, and the innocent get their answers.
 *
 * <p>Thread-safe. It has no thread of its own: batches are sent, and futures completed, on the threads of whoever
 * submits, of the client and of the scheduler.
 */
public final class MicroBatcher implements AutoCloseable {

    private final InferenceClient client;
    private final Scheduler scheduler;
    private final BatchObserver observer;
    private final Consumer<Pending> forget = this::forget;

    private final Object lock = new Object();

    // Read and written under the lock, which is never held while a client, an observer or a future is called.
    private final Pool pool;
    private final Slots slots;
    private boolean closed;
    /** Batches whose requests have not all been told yet how they ended. */
    private int unsettled;

    private final AtomicInteger sendRequests = new AtomicInteger();
    private final Alarm alarm;
    private final CompletableFuture<@Nullable Void> idle = new CompletableFuture<>();

    /**
     * A batcher of its own for one model.
     *
     * @param client    asks the model; closed with the batcher
     * @param limits    what bounds a batch, within what the model accepts
     * @param inFlight  what bounds how many batches are under way; this batcher's own
     * @param scheduler tells the time
     * @param observer  is told of each batch
     */
    public MicroBatcher(
            InferenceClient client,
            BatchLimits limits,
            InFlightLimit inFlight,
            Scheduler scheduler,
            BatchObserver observer) {
        this.client = client;
        this.scheduler = scheduler;
        this.observer = new QuietObserver(observer);
        CostModel cost = new CostModel();
        this.pool = new Pool(limits, cost);
        this.slots = new Slots(inFlight, cost);
        this.alarm = new Alarm(scheduler, this::sendWhatMayGo);
    }

    /**
     * Has one request answered. Never blocks, and takes any number: whoever submits bounds how many are pending.
     *
     * @return completes with the answer to this request, or exceptionally with a {@link FailureException}:
     *     {@code REJECTED} when this request failed alone, {@code TRANSIENT} with code {@code closed} when the batcher
     *     was closed, others as the client gave them. Cancelling it takes the request out, unless it is under way
     */
    public CompletableFuture<Answer> submit(InferenceRequest request) {
        return submit(request, RequestTrace.NONE);
    }

    /** The same for a request that is traced. */
    public CompletableFuture<Answer> submit(InferenceRequest request, RequestTrace trace) {
        Pending pending = new Pending(request, scheduler.nanoTime(), forget, trace);
        boolean refused;
        boolean mayGo;
        synchronized (lock) {
            refused = closed;
            if (!refused) {
                pool.add(pending);
            }
            mayGo = !refused && mayGoOrSetAlarm();
        }
        if (refused) {
            pending.fail(closedFailure());
        } else if (mayGo) {
            sendWhatMayGo();
        }
        return pending;
    }

    /** How many requests wait to be sent. */
    public int waiting() {
        synchronized (lock) {
            return pool.size();
        }
    }

    /**
     * Refuses new requests, fails those that wait, closes the client and waits for the batches under way. Idempotent.
     * Not to be called by what a future of this batcher runs on completion: its batch would wait for itself.
     */
    @Override
    public void close() {
        List<Pending> abandoned;
        boolean nothingInFlight;
        synchronized (lock) {
            closed = true;
            abandoned = pool.clear();
            nothingInFlight = unsettled == 0;
        }
        alarm.cancel();
        abandoned.forEach(pending -> pending.fail(closedFailure()));
        if (nothingInFlight) {
            idle.complete(null);
        }
        try {
            client.close();
        } finally {
            idle.join();
        }
    }

    private void forget(Pending pending) {
        synchronized (lock) {
            pool.remove(pending);
            if (pool.isEmpty()) {
                alarm.cancel();
            }
        }
    }

    /**
     * Sends all batches that may go. One thread at a time does it, for all who ask meanwhile: so a client that answers on
     * the spot makes it go round once more instead of ever deeper.
     */
    private void sendWhatMayGo() {
        if (sendRequests.getAndIncrement() != 0) {
            return;
        }
        int served = 1;
        do {
            for (Batch batch = takeBatch(); batch != null; batch = takeBatch()) {
                send(batch);
            }
            served = sendRequests.addAndGet(-served);
        } while (served != 0);
    }

    private @Nullable Batch takeBatch() {
        synchronized (lock) {
            if (!mayGoOrSetAlarm()) {
                return null;
            }
            boolean full = pool.fillsABatch();
            List<Pending> requests = pool.takeBatch();
            unsettled++;
            return slots.take(requests, full, pool.idealCost(requests), scheduler.nanoTime());
        }
    }

    /** 0 for now; {@link Long#MAX_VALUE} when nothing waits, or only an answer can tell, which then asks for the next. */
    private long nanosUntilABatchMayGo(long now) {
        if (closed || pool.isEmpty()) {
            return Long.MAX_VALUE;
        }
        boolean full = pool.fillsABatch();
        long untilFree = slots.nanosUntilOneIsFree(full, now);
        return full ? untilFree : Math.max(untilFree, pool.nanosLeft(now));
    }

    /** Whether a batch may go now. Else the alarm is set for when one may, unless an answer will tell. */
    private boolean mayGoOrSetAlarm() {
        long nanosLeft = nanosUntilABatchMayGo(scheduler.nanoTime());
        if (nanosLeft == 0 || nanosLeft == Long.MAX_VALUE) {
            alarm.cancel();
        } else {
            alarm.setFor(nanosLeft);
        }
        return nanosLeft == 0;
    }

    private void send(Batch batch) {
        observer.batchSent(batch.sent());
        List<InferenceRequest> requests =
                batch.requests().stream().map(Pending::request).toList();
        BatchTrace trace =
                BatchTrace.begin(batch.requests().stream().map(Pending::trace).toList());
        trace.during(() -> {
            CompletableFuture<?> unused = InferenceClients.ask(client, requests).whenComplete((result, thrown) -> {
                FailureException failure = thrown == null ? null : FailureException.of(thrown);
                trace.end(failure == null ? null : failure.failure());
                answered(batch, result, failure);
            });
        });
    }

    private void answered(Batch batch, InferenceResult result, @Nullable FailureException failure) {
        long nanos = scheduler.nanoTime() - batch.sentNanos();
        if (failure == null) {
            synchronized (lock) {
                slots.learnFrom(batch, (double) nanos);
            }
        }
        observer.batchDone(batch.sent(), nanos, failure == null ? null : failure.failure());
        boolean again =
                failure != null && isToBeHalved(batch.requests(), failure) && takeBack(batch.requests(), failure);
        try {
            // The model is not to wait for its next batch while the answers to this one are handed out.
            freeSlot(batch, failure == null);
        } finally {
            settle(batch, result, failure, again);
        }
    }

    private void settle(Batch batch, InferenceResult result, @Nullable FailureException failure, boolean again) {
        try {
            if (!again) {
                tell(batch.requests(), result, failure);
            }
        } finally {
            settled();
        }
    }

    private void tell(List<Pending> batch, InferenceResult result, @Nullable FailureException failure) {
        if (failure == null) {
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).complete(new Answer(result.responses().get(i), result.modelVersion(), result.endpoint()));
            }
        } else {
            FailureException cause = isToBeHalved(batch, failure) ? closedFailure() : failure;
            batch.forEach(pending -> pending.fail(cause));
        }
    }

    private static boolean isToBeHalved(List<Pending> batch, FailureException failure) {
        return failure.failure().kind() == FailureKind.REJECTED && batch.size() > 1;
    }

    /** Takes back a refused batch in halves, unless it is too late for that. */
    private boolean takeBack(List<Pending> batch, FailureException failure) {
        long now = scheduler.nanoTime();
        batch.forEach(pending -> pending.refused(failure, now));
        synchronized (lock) {
            if (!closed) {
                pool.addHalvesOf(batch);
            }
            return !closed;
        }
    }

    private void freeSlot(Batch batch, boolean answered) {
        synchronized (lock) {
            slots.giveBack(batch, scheduler.nanoTime(), answered);
        }
        sendWhatMayGo();
    }

    private void settled() {
        boolean last;
        synchronized (lock) {
            unsettled--;
            last = closed && unsettled == 0;
        }
        if (last) {
            idle.complete(null);
        }
    }

    private static FailureException closedFailure() {
        return new FailureException(Failure.transientFailure(
                "closed", "The batcher was closed before the request was answered; it can be asked again."));
    }
}
