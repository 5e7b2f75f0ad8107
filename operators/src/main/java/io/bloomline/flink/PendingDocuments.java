package io.bloomline.flink;

import io.bloomline.pipeline.InferenceSettings;
import java.util.concurrent.CompletableFuture;

/**
 * How many documents a subtask has under way, and whether there is room for more. The async operator counts, the source
 * before it asks; where the two are not chained the source finds nothing counted and back pressure is Flink's own.
 * Thread-safe.
 */
final class PendingDocuments {

    private static final CompletableFuture<Void> ROOM = CompletableFuture.completedFuture(null);
    private static final SharedPerProcess<Subtask, PendingDocuments> BY_SUBTASK = new SharedPerProcess<>(unused -> {});

    private final int limit;
    private int pending;
    private CompletableFuture<Void> room = ROOM;

    PendingDocuments(int limit) {
        this.limit = limit;
    }

    private record Subtask(InferenceSettings settings, int index) {}

    /** A share in the count of one subtask. */
    static SharedPerProcess.Lease<PendingDocuments> lease(InferenceSettings settings, int subtask) {
        return BY_SUBTASK.lease(new Subtask(settings, subtask), () -> new PendingDocuments(settings.maxPending()));
    }

    synchronized void begin() {
        pending++;
        if (pending == limit) {
            room = new CompletableFuture<>();
        }
    }

    void end() {
        CompletableFuture<Void> waiting;
        synchronized (this) {
            pending--;
            if (pending != limit - 1) {
                return;
            }
            waiting = room;
            room = ROOM;
        }
        waiting.complete(null);
    }

    /** Is complete while there is room for another document, and else completes when there is. */
    synchronized CompletableFuture<Void> room() {
        return room;
    }
}
