package io.bloomline.it.benchmark.gpu;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;

/** Keeps the instances' time in real time: replies are sent when their batch is done, by a thread of its own. */
final class Gpu implements AutoCloseable {

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final long AWAKE = Long.MIN_VALUE;

    private final long origin = System.nanoTime();
    private final Object lock = new Object();
    private final Thread clock = new Thread(this::run, "gpu-clock");

    // All under the lock.
    private final Instances instances;
    private final Queue<Execution> running = new PriorityQueue<>(Comparator.comparingLong(Execution::endsAt));
    private Totals done = new Totals(0, 0, 0, 0, 0, 0, 0);
    private long sleepingUntil = AWAKE;

    private volatile boolean closed;

    Gpu(int count, ServiceTime serviceTime, Scheduling scheduling) {
        this.instances = new Instances(count, serviceTime, scheduling);
        clock.setDaemon(true);
        clock.start();
    }

    /** Has a request answered when its time has come: at once, on this thread, if that is now. */
    void submit(int rows, int longest, long tokens, Runnable reply) {
        List<Execution> ended;
        boolean wake;
        synchronized (lock) {
            long now = now();
            instances.add(new Query(rows, longest, tokens, now, reply));
            ended = advance(now);
            wake = nextEvent() < sleepingUntil;
        }
        if (wake) {
            LockSupport.unpark(clock);
        }
        reply(ended);
    }

    /** What has been answered so far. */
    Totals totals() {
        synchronized (lock) {
            return new Totals(
                    done.batches(),
                    done.rows(),
                    done.tokens(),
                    done.paddedTokens(),
                    done.busyNanos(),
                    now(),
                    PROCESS.getProcessCpuTime());
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(clock);
    }

    private long now() {
        return System.nanoTime() - origin;
    }

    private void run() {
        while (!closed) {
            List<Execution> ended;
            long pause;
            synchronized (lock) {
                long now = now();
                ended = advance(now);
                sleepingUntil = ended.isEmpty() ? nextEvent() : AWAKE;
                pause = nextEvent() - now;
            }
            if (ended.isEmpty()) {
                LockSupport.parkNanos(pause);
            } else {
                reply(ended);
            }
        }
    }

    /** Starts what may start and returns what has ended. */
    private List<Execution> advance(long now) {
        running.addAll(instances.start(now));
        List<Execution> ended = new ArrayList<>(1);
        while (!running.isEmpty() && running.element().endsAt() <= now) {
            Execution execution = running.remove();
            count(execution);
            ended.add(execution);
        }
        return ended;
    }

    private long nextEvent() {
        long end = running.isEmpty() ? Instances.NEVER : running.element().endsAt();
        return Math.min(end, instances.nextStart());
    }

    private void count(Execution execution) {
        int rows = execution.rows();
        done = new Totals(
                done.batches() + 1,
                done.rows() + rows,
                done.tokens() + execution.tokens(),
                done.paddedTokens() + (long) rows * execution.longest(),
                done.busyNanos() + execution.endsAt() - execution.startedAt(),
                0,
                0);
    }

    private static void reply(List<Execution> ended) {
        for (Execution execution : ended) {
            for (Query query : execution.queries()) {
                query.reply().run();
            }
        }
    }
}
