package io.bloomline.batching.simulation;

import io.bloomline.batching.BatchLimits;
import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import io.bloomline.inference.Answer;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceClients;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResult;
import io.bloomline.pipeline.KeyOrder;
import io.bloomline.time.Scheduler;
import io.bloomline.time.Scheduler.Scheduled;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The plainest batcher that keeps all promises, for one thread. Each step can be overridden, to plant a fault. */
class SimpleBatcher implements Subject {

    record Pending(InferenceRequest request, long since, int sentBefore, CompletableFuture<Answer> answer) {}

    final Scheduler scheduler;
    final BatchLimits limits;
    final Deque<Pending> waiting = new ArrayDeque<>();
    final Deque<List<Pending>> parts = new ArrayDeque<>();
    private final InferenceClient client;
    private final KeyOrder order = new KeyOrder();
    private int sent;
    private int inFlight;
    private boolean sending;
    private boolean sendAgain;
    private boolean closed;
    private @Nullable Scheduled timer;

    SimpleBatcher(InferenceClient client, Bounds bounds, Scheduler scheduler) {
        this.client = client;
        this.limits = bounds.limits();
        this.scheduler = scheduler;
    }

    @Override
    public CompletableFuture<Answer> submit(InferenceRequest request) {
        Pending pending = new Pending(request, scheduler.nanoTime(), sent, new CompletableFuture<>());
        if (closed) {
            fail(List.of(pending), closedFailure());
            return pending.answer;
        }
        waiting.add(pending);
        CompletableFuture<?> unused = pending.answer.whenComplete((given, thrown) -> forget(pending));
        sendWhatMayGo();
        return pending.answer;
    }

    @Override
    public void emitInOrder(
            byte[] key, CompletableFuture<Answer> outcome, BiConsumer<@Nullable Answer, @Nullable Throwable> emit) {
        order.emitInOrder(key, outcome, emit);
    }

    @Override
    public void close() {
        closed = true;
        callOffTimer();
        List<Pending> abandoned = new ArrayList<>(waiting);
        parts.forEach(abandoned::addAll);
        parts.clear();
        abandon(abandoned);
        client.close();
    }

    void forget(Pending pending) {
        waiting.remove(pending);
    }

    void callOffTimer() {
        if (timer != null) {
            timer.cancel();
        }
    }

    void abandon(List<Pending> abandoned) {
        fail(abandoned, closedFailure());
    }

    /** Requests that have been sent, each counted once. */
    final int sent() {
        return sent;
    }

    int slots() {
        return limits.maxInFlight();
    }

    long maxDelay() {
        return limits.maxDelay().toNanos();
    }

    boolean fits(int items, int longest) {
        return items <= limits.maxItems() && (long) items * longest <= limits.maxTokens();
    }

    boolean areMates(InferenceRequest one, InferenceRequest other) {
        return Numbered.kindOf(one).equals(Numbered.kindOf(other));
    }

    Iterator<Pending> inOrder() {
        return waiting.iterator();
    }

    void send(List<Pending> batch) {
        List<InferenceRequest> requests = batch.stream().map(Pending::request).toList();
        CompletableFuture<?> unused = InferenceClients.ask(client, requests).whenComplete((result, thrown) -> {
            if (thrown == null) {
                answer(batch, result);
            } else {
                failed(batch, FailureException.of(thrown));
            }
            inFlight--;
            sendWhatMayGo();
        });
    }

    void answer(List<Pending> batch, InferenceResult result) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer.complete(new Answer(result.responses().get(i), "1", "simple"));
        }
    }

    void failed(List<Pending> batch, FailureException failure) {
        boolean canBeHalved = failure.failure().kind() == FailureKind.REJECTED && batch.size() > 1;
        if (canBeHalved && closed) {
            abandon(batch);
        } else if (canBeHalved) {
            divide(batch);
        } else {
            fail(batch, failure);
        }
    }

    void divide(List<Pending> batch) {
        int middle = batch.size() / 2;
        parts.addFirst(batch.subList(middle, batch.size()));
        parts.addFirst(batch.subList(0, middle));
    }

    void fail(List<Pending> batch, FailureException failure) {
        batch.forEach(pending -> pending.answer.completeExceptionally(failure));
    }

    /** In a loop, for a client may answer on the spot and whoever is answered may ask for more. */
    final void sendWhatMayGo() {
        sendAgain = true;
        if (sending) {
            return;
        }
        sending = true;
        while (sendAgain) {
            sendAgain = false;
            while (!closed && inFlight < slots()) {
                List<Pending> batch = next();
                if (batch.isEmpty()) {
                    break;
                }
                inFlight++;
                send(batch);
            }
        }
        sending = false;
        if (!closed && timer == null && inFlight < slots() && !waiting.isEmpty()) {
            long left = maxDelay() - (scheduler.nanoTime() - waiting.getFirst().since);
            timer = scheduler.schedule(Duration.ofNanos(Math.max(0, left)), this::timerRings);
        }
    }

    private void timerRings() {
        timer = null;
        sendWhatMayGo();
    }

    private List<Pending> next() {
        while (!parts.isEmpty()) {
            List<Pending> part = parts.removeFirst().stream()
                    .filter(pending -> !pending.answer.isDone())
                    .toList();
            if (!part.isEmpty()) {
                return part;
            }
        }
        List<Pending> batch = new ArrayList<>();
        int longest = 0;
        for (Iterator<Pending> candidates = inOrder(); candidates.hasNext(); ) {
            Pending next = candidates.next();
            int withNext = Math.max(longest, next.request.tokens());
            boolean joins = batch.isEmpty()
                    || (areMates(batch.get(0).request, next.request) && fits(batch.size() + 1, withNext));
            if (joins) {
                batch.add(next);
                longest = withNext;
            }
        }
        boolean moreMayCome = batch.size() == waiting.size() && fits(batch.size() + 1, longest);
        if (batch.isEmpty() || (moreMayCome && scheduler.nanoTime() - waiting.getFirst().since < maxDelay())) {
            return List.of();
        }
        batch.forEach(waiting::remove);
        sent += batch.size();
        return batch;
    }

    static FailureException closedFailure() {
        return new FailureException(Failure.transientFailure("closed", "The batcher is closed."));
    }
}
