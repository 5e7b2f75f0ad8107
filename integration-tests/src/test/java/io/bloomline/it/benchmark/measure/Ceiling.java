package io.bloomline.it.benchmark.measure;

import io.bloomline.it.benchmark.baseline.PlainCalls;
import io.bloomline.it.benchmark.gpu.GpuSettings;
import io.bloomline.it.benchmark.workload.Documents;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The most that a server can do: all documents are sorted by length, which nobody can who gets them one after the other,
 * cut into full batches, and sent so that each instance always has its next batch waiting. The batches go in random
 * order, so that any part of the run is like any other.
 */
public final class Ceiling implements AutoCloseable {

    /** Under way per instance: one that is computed, one that waits, two on their way. */
    private static final int PER_INSTANCE = 4;

    private final PlainCalls calls;
    private final Documents documents;
    private final List<List<Integer>> batches;
    private final int inFlight;
    private final AtomicInteger next = new AtomicInteger();
    private volatile boolean closed;

    /** All documents, in batches for a server on this machine. */
    public Ceiling(int port, GpuSettings gpu, Documents documents, long seed) {
        this.calls = new PlainCalls(port);
        this.documents = documents;
        this.batches = new ArrayList<>(Arithmetic.sortedBatches(documents.lengths(), gpu.maxRows()));
        this.inFlight = PER_INSTANCE * gpu.instances();
        Collections.shuffle(batches, new Random(seed));
    }

    /** Begins to send, and goes on until it is closed, from the beginning again when all have been sent. */
    public void start() {
        for (int i = 0; i < inFlight; i++) {
            sendNext();
        }
    }

    private void sendNext() {
        List<Integer> batch = batches.get(Math.floorMod(next.getAndIncrement(), batches.size()));
        var unused = calls.embed(batch.stream().map(documents::text).toList()).whenComplete((vectors, thrown) -> {
            if (!closed) {
                sendNext();
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        calls.close();
    }
}
