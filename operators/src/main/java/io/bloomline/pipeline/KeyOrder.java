package io.bloomline.pipeline;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
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

    private final Map<ByteBuffer, Line> lines = new HashMap<>();

    /** What is under way of one key, in the order in which it came. */
    private static final class Line {
        private final Deque<Turn<?>> turns = new ArrayDeque<>();
        private boolean emitting;
    }

    private record Turn<T>(CompletableFuture<T> outcome, BiConsumer<@Nullable T, @Nullable Throwable> emit) {

        /** Emits an outcome that is there, at once; what the emission throws is its own. */
        void take() {
            CompletableFuture<?> unused = outcome.whenComplete(emit);
        }
    }

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
        synchronized (lines) {
            lines.computeIfAbsent(name, first -> new Line()).turns.add(new Turn<>(outcome, emit));
        }
        CompletableFuture<?> unused = outcome.whenComplete((value, thrown) -> emitWhatMayGo(name));
    }

    /**
     * One thread at a time emits for a key, in a loop: if each emission called for the next, a first answer that is late
     * would set off so many, one inside the other, that the stack would not hold them.
     */
    private void emitWhatMayGo(ByteBuffer name) {
        Line line;
        synchronized (lines) {
            line = lines.get(name);
            if (line == null || line.emitting) {
                return;
            }
            line.emitting = true;
        }
        for (Turn<?> turn = next(name, line); turn != null; turn = next(name, line)) {
            turn.take();
        }
    }

    /** The first in line if its outcome is there; else ends the emitting. */
    private @Nullable Turn<?> next(ByteBuffer name, Line line) {
        synchronized (lines) {
            Turn<?> first = line.turns.peek();
            if (first != null && first.outcome().isDone()) {
                return line.turns.remove();
            }
            line.emitting = false;
            if (first == null) {
                lines.remove(name);
            }
            return null;
        }
    }

    /** How many keys have something under way. */
    int keysUnderWay() {
        synchronized (lines) {
            return lines.size();
        }
    }
}
