package io.bloomline.batching.simulation;

import io.bloomline.time.Scheduler;
import io.bloomline.time.VirtualTime;
import java.time.Duration;

/** Virtual time as the batcher sees it: its timers are counted, apart from those of the simulation itself. */
final class CountedTimers implements Scheduler {

    /** Far beyond what any run needs: of a batcher that sets one timer after the other, for ever, no more ring. */
    private static final int MOST = 50_000;

    private final VirtualTime time;
    private int set;
    private int pending;

    CountedTimers(VirtualTime time) {
        this.time = time;
    }

    /** Timers that have neither rung nor been called off. */
    int pending() {
        return pending;
    }

    boolean tooMany() {
        return set >= MOST;
    }

    @Override
    public long nanoTime() {
        return time.nanoTime();
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        if (tooMany()) {
            return () -> {};
        }
        set++;
        Timer timer = new Timer(task);
        Scheduled scheduled = time.schedule(delay, timer);
        pending++;
        return () -> {
            scheduled.cancel();
            timer.end();
        };
    }

    private final class Timer implements Runnable {
        private final Runnable task;
        private boolean ended;

        Timer(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            end();
            task.run();
        }

        void end() {
            if (!ended) {
                ended = true;
                pending--;
            }
        }
    }
}
