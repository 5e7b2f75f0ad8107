package io.bloomline.pipeline;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets outcomes of one key leave in the order in which their records came, and everything else overtake. Two versions
 * of a document thus never swap, though the second may have been answered first. Thread-safe.
 */
public final class KeyOrder {

    private final Map<ByteBuffer, CompletableFuture<@Nullable Void>> lastOfKey = new HashMap<>();

    /**
     * Emits an outcome when it is there and those of all earlier records of the key have been emitted.
     *
     * @param key     key of the record, not to be changed afterwards; null has no order
     * @param outcome completes when the record is answered
     * @param emit    is given the outcome or what it failed with, the other being null; called once
     */
    public <T> void emitInOrder(
            byte @Nullable [] key, CompletableFuture<T> outcome, BiConsumer<@Nullable T, @Nullable Throwable> emit) {
        if (key == null) {
            CompletableFuture<?> unused = outcome.whenComplete(emit);
            return;
        }
        ByteBuffer name = ByteBuffer.wrap(key);
        CompletableFuture<@Nullable Void> emitted = new CompletableFuture<>();
        CompletableFuture<@Nullable Void> earlier;
        synchronized (lastOfKey) {
            earlier = lastOfKey.put(name, emitted);
        }
        // A future runs what depends on it latest first, so the next waits for the emission and not for the outcome.
        CompletableFuture<T> turn = earlier == null ? outcome : earlier.thenCompose(done -> outcome);
        CompletableFuture<?> unused = turn.whenComplete((value, thrown) -> {
            try {
                emit.accept(value, thrown);
            } finally {
                forget(name, emitted);
                emitted.complete(null);
            }
        });
    }

    /** How many keys have something under way. */
    int keysUnderWay() {
        synchronized (lastOfKey) {
            return lastOfKey.size();
        }
    }

    private void forget(ByteBuffer name, CompletableFuture<?> emitted) {
        synchronized (lastOfKey) {
            lastOfKey.remove(name, emitted);
        }
    }
}
