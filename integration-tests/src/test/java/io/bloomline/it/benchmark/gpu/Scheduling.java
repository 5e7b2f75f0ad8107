package io.bloomline.it.benchmark.gpu;

import java.util.Deque;

/** Decides which of the queued requests an instance computes together. */
sealed interface Scheduling permits AsSent, DynamicBatching {

    /**
     * What to start next.
     *
     * @param at      when, which is later than asked for while more requests are waited for
     * @param queries how many of the queue's requests, the oldest first
     */
    record Cut(long at, int queries) {}

    /**
     * The next batch, given what is queued by now.
     *
     * @param queue    the requests, the oldest first; at least one
     * @param earliest when an instance is free and the oldest request is there
     */
    Cut next(Deque<Query> queue, long earliest);
}
