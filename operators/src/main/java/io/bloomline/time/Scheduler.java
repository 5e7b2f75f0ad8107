package io.bloomline.time;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells the time, and does things later. Thread-safe. */
public interface Scheduler extends NanoClock {

    /**
     * Runs a task once, later, on a thread of the scheduler's own and never on the caller's.
     *
     * @param delay how much later; zero or less for as soon as possible
     * @throws java.util.concurrent.RejectedExecutionException when the scheduler has been shut down
     */
    Scheduled schedule(Duration delay, Runnable task);

    /** A task that may still be called off. */
    interface Scheduled {

        /** Calls the task off if it hasn't begun; else does nothing. */
        void cancel();
    }

    /** Real time on the threads of an executor, which stays its owner's to shut down. */
    static Scheduler on(ScheduledExecutorService executor) {
        return new Scheduler() {
            @Override
            public long nanoTime() {
                return NanoClock.SYSTEM.nanoTime();
            }

            @Override
            public Scheduled schedule(Duration delay, Runnable task) {
                Future<?> future = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
                return () -> future.cancel(false);
            }
        };
    }
}
