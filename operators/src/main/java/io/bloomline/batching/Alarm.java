package io.bloomline.batching;

import io.bloomline.time.Scheduler;
import io.bloomline.time.Scheduler.Scheduled;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rings once when a batch may go that may not go yet. Thread-safe. */
final class Alarm {

    private static final Logger LOG = LoggerFactory.getLogger(Alarm.class);

    private final Scheduler scheduler;
    private final Runnable onRing;

    private long ringsAt;
    private @Nullable Scheduled timer;

    Alarm(Scheduler scheduler, Runnable onRing) {
        this.scheduler = scheduler;
        this.onRing = onRing;
    }

    /** Sets it, unless it is set for sooner: when it rings too early, it is set anew. */
    synchronized void setFor(long nanosFromNow) {
        long wanted = scheduler.nanoTime() + Math.max(0, nanosFromNow);
        if (timer != null && ringsAt - wanted <= 0) {
            return;
        }
        cancel();
        try {
            ringsAt = wanted;
            timer = scheduler.schedule(Duration.ofNanos(Math.max(0, nanosFromNow)), () -> ring(wanted));
        } catch (RejectedExecutionException shutDown) {
            LOG.warn("The batcher's scheduler is shut down: requests that wait go with the next one.");
        }
    }

    synchronized void cancel() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void ring(long at) {
        synchronized (this) {
            if (ringsAt == at) {
                timer = null;
            }
        }
        onRing.run();
    }
}
