package io.bloomline.it.benchmark.gpu;

import java.util.Deque;
import java.util.List;

/**
 * Triton's {@code dynamic_batching}: when an instance is free, the queued requests become one batch once they have a
 * preferred size, are as many as a batch may hold, or the oldest has waited long enough. Without preferred sizes and
 * delay, whatever is queued goes at once.
 *
 * @param maxRows   most rows of a batch
 * @param preferred sizes that are not waited beyond
 * @param maxDelay  longest wait of the oldest request for others, in nanoseconds
 */
record DynamicBatching(int maxRows, List<Integer> preferred, long maxDelay) implements Scheduling {

    DynamicBatching {
        preferred = List.copyOf(preferred);
    }

    @Override
    public Cut next(Deque<Query> queue, long earliest) {
        long deadline = Math.max(earliest, queue.element().arrivedAt() + maxDelay);
        int queries = 0;
        int rows = 0;
        Cut atPreferredSize = null;
        for (Query query : queue) {
            if (query.arrivedAt() > deadline) {
                break;
            }
            if (atPreferredSize != null && query.arrivedAt() > atPreferredSize.at()) {
                return atPreferredSize;
            }
            long since = Math.max(earliest, query.arrivedAt());
            if (rows + query.rows() > maxRows) {
                return new Cut(since, queries);
            }
            queries++;
            rows += query.rows();
            if (rows >= maxRows) {
                return new Cut(since, queries);
            }
            if (preferred.contains(rows) && since < deadline) {
                atPreferredSize = new Cut(since, queries);
            }
        }
        return atPreferredSize == null ? new Cut(deadline, queries) : atPreferredSize;
    }
}
