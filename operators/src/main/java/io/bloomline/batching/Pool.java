package io.bloomline.batching;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Requests that wait for a slot at the model. Not thread-safe. */
final class Pool {

    private final BatchChooser chooser;
    private final long maxDelayNanos;

    /** In order of arrival. */
    private final Set<Pending> waiting = new LinkedHashSet<>();

    /** Halves of refused batches. They go before all others, as they have waited longer. */
    private final Deque<List<Pending>> halves = new ArrayDeque<>();

    Pool(BatchLimits limits) {
        chooser = new BatchChooser(limits);
        maxDelayNanos = limits.maxDelay().toNanos();
    }

    void add(Pending pending) {
        waiting.add(pending);
    }

    void remove(Pending pending) {
        waiting.remove(pending);
    }

    /** Takes back a refused batch of two or more, to be sent again in halves. */
    void addHalvesOf(List<Pending> refused) {
        int middle = refused.size() / 2;
        halves.addFirst(refused.subList(middle, refused.size()));
        halves.addFirst(refused.subList(0, middle));
    }

    /**
     * Takes out the batch that is to be sent now.
     *
     * @return the batch; empty when nothing waits, or when all that waits would fit into one batch, more could join it,
     *     and its oldest may wait for them
     */
    List<Pending> takeBatch(long now) {
        while (!halves.isEmpty()) {
            List<Pending> half = halves.removeFirst().stream()
                    .filter(pending -> !pending.answer().isDone())
                    .toList();
            if (!half.isEmpty()) {
                return half;
            }
        }
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<Pending> batch = chooser.choose(waiting);
        boolean moreMayJoin = batch.size() == waiting.size() && !chooser.isFull(batch);
        if (moreMayJoin && nanosLeft(batch.get(0), now) > 0) {
            return List.of();
        }
        batch.forEach(waiting::remove);
        return batch;
    }

    /** How long the oldest may still wait for others; empty when nobody waits. */
    OptionalLong nanosLeft(long now) {
        return waiting.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(nanosLeft(waiting.iterator().next(), now));
    }

    /** Takes out everything. */
    List<Pending> clear() {
        List<Pending> all = new ArrayList<>();
        halves.forEach(all::addAll);
        all.addAll(waiting);
        halves.clear();
        waiting.clear();
        return all;
    }

    private long nanosLeft(Pending oldest, long now) {
        return maxDelayNanos - (now - oldest.submittedNanos());
    }
}
