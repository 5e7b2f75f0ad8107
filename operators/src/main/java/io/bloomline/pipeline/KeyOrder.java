package io.bloomline.pipeline;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Lets outcomes of one key complete in the order in which their records came, and everything else overtake. Two versions
 * of a document thus never swap, though the second may have been answered first. Thread-safe.
 */
public final class KeyOrder {

    private final Map<ByteBuffer, CompletableFuture<?>> lastOfKey = new HashMap<>();

    /**
     * Puts an outcome behind those of its key that are still under way.
     *
     * @param key     key of the record; null has no order. Not to be changed afterwards
     * @param outcome completes when the record is answered
     * @return completes as {@code outcome} does, and not before all earlier ones of the key have
     */
    public <T> CompletableFuture<T> behindEarlier(byte @Nullable [] key, CompletableFuture<T> outcome) {
        if (key == null) {
            return outcome;
        }
        ByteBuffer name = ByteBuffer.wrap(key);
        CompletableFuture<T> ordered;
        synchronized (lastOfKey) {
            CompletableFuture<?> earlier = lastOfKey.get(name);
            ordered = earlier == null
                    ? outcome
                    : earlier.exceptionally(thrown -> null).thenCompose(done -> outcome);
            lastOfKey.put(name, ordered);
        }
        CompletableFuture<?> unused = ordered.whenComplete((done, thrown) -> forget(name, ordered));
        return ordered;
    }

    /** How many keys have something under way. */
    public int keysUnderWay() {
        synchronized (lastOfKey) {
            return lastOfKey.size();
        }
    }

    private void forget(ByteBuffer name, CompletableFuture<?> done) {
        synchronized (lastOfKey) {
            lastOfKey.remove(name, done);
        }
    }
}
