package io.bloomline.batching;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Decides which of the waiting requests make the next batch: the oldest, and in order of arrival whatever fits beside
 * it. Because the oldest always goes, a request waits for at most as many batches as there were requests before it.
 */
final class BatchChooser {

    private final BatchLimits limits;

    BatchChooser(BatchLimits limits) {
        this.limits = limits;
    }

    /**
     * The next batch.
     *
     * @param oldestFirst the waiting requests, at least one
     * @return at least the oldest, within the limits unless it is alone
     */
    List<Pending> choose(Iterable<Pending> oldestFirst) {
        Iterator<Pending> waiting = oldestFirst.iterator();
        Pending oldest = waiting.next();
        List<Pending> batch = new ArrayList<>();
        batch.add(oldest);
        int longest = oldest.tokens();
        while (waiting.hasNext() && fits(batch.size() + 1, longest)) {
            Pending next = waiting.next();
            int longestWithNext = Math.max(longest, next.tokens());
            if (oldest.mayTravelWith(next) && fits(batch.size() + 1, longestWithNext)) {
                batch.add(next);
                longest = longestWithNext;
            }
        }
        return batch;
    }

    /** Whether no further request, however short, could join the batch. */
    boolean isFull(List<Pending> batch) {
        int longest = batch.stream().mapToInt(Pending::tokens).max().orElse(0);
        return !fits(batch.size() + 1, longest);
    }

    private boolean fits(int items, int longest) {
        return items <= limits.maxItems() && (long) items * longest <= limits.maxTokens();
    }
}
