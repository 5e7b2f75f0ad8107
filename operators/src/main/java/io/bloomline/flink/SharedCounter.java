package io.bloomline.flink;

import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.metrics.Counter;

/** A counter for several threads; Flink's own public one is for the task's thread only. */
final class SharedCounter implements Counter {

    private final LongAdder count = new LongAdder();

    @Override
    public void inc() {
        count.increment();
    }

    @Override
    public void inc(long n) {
        count.add(n);
    }

    @Override
    public void dec() {
        count.decrement();
    }

    @Override
    public void dec(long n) {
        count.add(-n);
    }

    @Override
    public long getCount() {
        return count.sum();
    }
}
