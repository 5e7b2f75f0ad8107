package io.bloomline.batching;

import io.bloomline.time.Scheduler;
import io.bloomline.time.Scheduler.Scheduled;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rings once when a request has waited long enough for others. Thread-safe. */
final class Alarm {

    private static final Logger LOG = LoggerFactory.getLogger(Alarm.class);

    private final Scheduler scheduler;
    private final Runnable onRing;
    private final AtomicBoolean set = new AtomicBoolean();
    private volatile @Nullable Scheduled timer;

    Alarm(Scheduler scheduler, Runnable onRing) {
        this.scheduler = scheduler;
        this.onRing = onRing;
    }

    /** Sets it, unless it is set: then it is for an older request, and when it rings too early, it is set anew. */
    void setFor(long nanosFromNow) {
        if (!set.compareAndSet(false, true)) {
            return;
        }
        try {
            timer = scheduler.schedule(Duration.ofNanos(Math.max(0, nanosFromNow)), this::ring);
        } catch (RejectedExecutionException shutDown) {
            set.set(false);
            LOG.warn("The batcher's scheduler is shut down: requests that wait go with the next one.");
        }
    }

    void cancel() {
        Scheduled pending = timer;
        if (pending != null) {
            pending.cancel();
        }
    }

    private void ring() {
        set.set(false);
        onRing.run();
    }
}
