package io.bloomline.inference.triton;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets work go on side by side, or alone while nothing else goes on; first come, first served. Waits without blocking
 * any thread. Thread-safe.
 */
final class Turns {

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int underWay;
    private boolean taken;

    private record Waiting(boolean alone, Runnable start) {}

    /** Does this beside others. */
    <T> CompletableFuture<T> together(Supplier<CompletableFuture<T>> work) {
        return turn(false, work);
    }

    /** Does this when nothing else is under way, and lets nothing else begin until it is done. */
    <T> CompletableFuture<T> alone(Supplier<CompletableFuture<T>> work) {
        return turn(true, work);
    }

    private <T> CompletableFuture<T> turn(boolean alone, Supplier<CompletableFuture<T>> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        synchronized (waiting) {
            waiting.add(new Waiting(alone, () -> start(work, done)));
        }
        startWhatMay();
        return done;
    }

    private <T> void start(Supplier<CompletableFuture<T>> work, CompletableFuture<T> done) {
        CompletableFuture<T> under;
        try {
            under = work.get();
        } catch (RuntimeException | Error thrown) {
            under = CompletableFuture.failedFuture(thrown);
        }
        CompletableFuture<?> unused = under.whenComplete((value, thrown) -> {
            synchronized (waiting) {
                underWay--;
                taken = false; // whoever was alone was the only one
            }
            if (thrown == null) {
                done.complete(value);
            } else {
                done.completeExceptionally(thrown);
            }
            startWhatMay();
        });
    }

    private void startWhatMay() {
        for (Waiting next = take(); next != null; next = take()) {
            next.start().run();
        }
    }

    private @Nullable Waiting take() {
        synchronized (waiting) {
            Waiting next = waiting.peek();
            if (next == null || taken || (next.alone() && underWay > 0)) {
                return null;
            }
            underWay++;
            taken = next.alone();
            return waiting.remove();
        }
    }
}
