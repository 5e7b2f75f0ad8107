package io.bloomline.it.benchmark.gpu;

import java.util.Deque;

/** Each request is a batch, as on a server without dynamic batching. */
record AsSent() implements Scheduling {

    @Override
    public Cut next(Deque<Query> queue, long earliest) {
        return new Cut(earliest, 1);
    }
}
