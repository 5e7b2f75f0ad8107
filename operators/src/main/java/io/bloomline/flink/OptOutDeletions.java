package io.bloomline.flink;

import io.bloomline.governance.OptOut;
import io.bloomline.governance.OptOutTable;
import io.bloomline.governance.OptOutTable.Batch;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has a subtask delete the results of those who opt out. Results of a key may come from any subtask, and their order in Kafka
 * is anybody's guess, so each subtask deletes what is opted out while it runs: it lets no result of the key pass any more
 * then, and the last that each of them says of the key is that it is deleted. What was opted out before the subtask began,
 * one of them deletes, as no result of it can come: the one to which it falls, or, where a checkpoint tells what had been
 * handled, the one that is told. All but {@link #read} and {@link #failed} is for the task's thread.
 */
final class OptOutDeletions implements OptOutTable.Listener, AutoCloseable {

    private final OptOutTable table;
    private final Runnable wake;
    private final Queue<Batch> waiting = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Long> handled = new HashMap<>();
    private volatile @Nullable RuntimeException failed;

    /**
     * Begins to listen.
     *
     * @param handled what a checkpoint tells, as offset by partition; null when it tells nothing
     * @param subtask which of the subtasks this is
     * @param wake    asks the task's thread for {@link #deliver}; called by any thread
     */
    OptOutDeletions(OptOutTable table, @Nullable Map<Integer, Long> handled, Subtask subtask, Runnable wake) {
        this.table = table;
        this.wake = wake;
        if (handled == null) {
            Batch held = table.subscribe(Map.of(), this);
            waiting.add(new Batch(held.optOuts().stream().filter(subtask::owns).toList(), held.positions()));
        } else {
            waiting.add(table.subscribe(handled, this));
        }
        wake.run();
    }

    /** A subtask among others. */
    record Subtask(int index, int count) {

        private boolean owns(OptOut optOut) {
            return Math.floorMod(optOut.name().hashCode(), count) == index;
        }
    }

    @Override
    public void read(Batch batch) {
        waiting.add(batch);
        wake.run();
    }

    @Override
    public void failed(RuntimeException reason) {
        failed = reason;
        wake.run();
    }

    /**
     * Tells of all opt-outs that have been read since, unless they were taken back.
     *
     * @throws RuntimeException that with which reading has failed
     */
    void deliver(Consumer<OptOut> delete) {
        RuntimeException reason = failed;
        if (reason != null) {
            throw reason;
        }
        for (Batch batch = waiting.poll(); batch != null; batch = waiting.poll()) {
            batch.optOuts().stream().filter(table::holds).forEach(delete);
            handled.putAll(batch.positions());
        }
    }

    /** Offset of what wasn't delivered yet, by partition. */
    Map<Integer, Long> handled() {
        return Map.copyOf(handled);
    }

    @Override
    public void close() {
        table.unsubscribe(this);
    }
}
