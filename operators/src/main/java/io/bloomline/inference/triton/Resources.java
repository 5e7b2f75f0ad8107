package io.bloomline.inference.triton;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an open model holds, given back in the reverse order of its taking. For one thread. */
final class Resources implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Resources.class);

    /** Answers are decoded, and results put together, on these; asking and waiting takes none. */
    private static final int THREADS = 4;

    private final Deque<AutoCloseable> taken = new ArrayDeque<>();

    <T extends AutoCloseable> T closeLater(T resource) {
        taken.push(resource);
        return resource;
    }

    /** Threads that run callbacks and timers, and never wait for anything. */
    ScheduledExecutorService threads(String name) {
        AtomicInteger count = new AtomicInteger();
        ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(THREADS, work -> {
            Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.setRemoveOnCancelPolicy(true);
        closeLater(() -> {
            threads.shutdownNow();
            // So that no thread of a closed job outlives its class loader.
            if (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
                LOG.warn("A thread of {} goes on though the model is closed.", name);
            }
        });
        return threads;
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
}
