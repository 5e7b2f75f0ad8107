package io.bloomline.inference.triton;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an open model holds, given back in the reverse order of its taking. For one thread. */
final class Resources implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Resources.class);

    /** Answers are decoded, and results put together, on so many threads; asking and waiting takes none. */
    private static final int CALLBACKS = 4;

    private final Deque<AutoCloseable> taken = new ArrayDeque<>();

    <T extends AutoCloseable> T closeLater(T resource) {
        taken.push(resource);
        return resource;
    }

    /** Threads for what answers set off, which must not wait for anything. */
    ExecutorService callbacks(String name) {
        return closeLater(name, Executors.newFixedThreadPool(CALLBACKS, named(name)));
    }

    /** A thread that keeps the time, for what is quick. */
    ScheduledExecutorService timer(String name) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, named(name));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return closeLater(name, timer);
    }

    @Override
    public void close() {
        while (!taken.isEmpty()) {
            try {
                taken.pop().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.warn("Something of the model could not be closed; the rest is.", e);
            }
        }
    }

    private <T extends ExecutorService> T closeLater(String name, T threads) {
        closeLater(() -> {
            threads.shutdown();
            // So that no thread of a closed job outlives its class loader.
            if (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
                LOG.warn("A thread of {} goes on though the model is closed.", name);
            }
        });
        return threads;
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
