package io.bloomline.time;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.RejectedExecutionException;

/** A clock that a test turns by hand: what is scheduled runs on the thread that turns it. For one thread. */
public final class VirtualTime implements Scheduler {

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::dueNanos).thenComparingLong(Task::number));
    private long now = Long.MAX_VALUE - 1_000_000; // overflows soon, as System.nanoTime() may
    private long passed;
    private long scheduled;
    private boolean shutDown;

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        if (shutDown) {
            throw new RejectedExecutionException("shut down");
        }
        Task entry = new Task(passed + Math.max(0, delay.toNanos()), scheduled++, task);
        tasks.add(entry);
        return () -> tasks.remove(entry);
    }

    /** Lets time pass, and runs on the way what falls due, in order. */
    public void advance(Duration duration) {
        long until = passed + duration.toNanos();
        for (Task next = tasks.peek(); next != null && next.dueNanos() <= until; next = tasks.peek()) {
            tasks.remove(next);
            passTo(next.dueNanos());
            next.task().run();
        }
        passTo(until);
    }

    /** Lets time pass until the next task is due, and runs it. */
    public void advanceToNextTask() {
        Task next = tasks.element();
        advance(Duration.ofNanos(next.dueNanos() - passed));
    }

    /** Refuses further tasks. */
    public void shutDown() {
        shutDown = true;
    }

    /** Tasks that have been neither run nor called off. */
    public int waitingTasks() {
        return tasks.size();
    }

    private void passTo(long nanos) {
        now += nanos - passed;
        passed = nanos;
    }

    private record Task(long dueNanos, long number, Runnable task) {}
}
