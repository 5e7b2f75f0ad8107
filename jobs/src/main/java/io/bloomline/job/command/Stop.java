package io.bloomline.job.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/** Stops a job at a savepoint, which holds the offsets and the documents under way, so that nothing is lost or repeated. */
final class Stop {

    private static final Duration SAVEPOINT = Duration.ofSeconds(30);
    private static final Duration CANCEL = Duration.ofSeconds(10);

    private final JobClient client;
    private final PrintWriter err;
    private volatile boolean requested;

    Stop(JobClient client, PrintWriter err) {
        this.client = client;
        this.err = err;
    }

    /** Whether it was asked for. */
    boolean requested() {
        return requested;
    }

    /**
     * Stops the job; on the thread of a shutdown hook.
     *
     * @param done opens when whoever waits for the job has said how it ended
     */
    void run(CountDownLatch done) {
        requested = true;
        try {
            stopOrCancel();
            boolean unused = done.await(CANCEL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopOrCancel() throws InterruptedException {
        err.println("Stopping at a savepoint.");
        try {
            // Not drained: a slow model would take minutes for what is under way, and the savepoint keeps it.
            String savepoint = client.stopWithSavepoint(false, null, SavepointFormatType.CANONICAL)
                    .get(SAVEPOINT.toMillis(), TimeUnit.MILLISECONDS);
            err.println("Stopped. To go on where it stopped, add: --from " + savepoint);
        } catch (TimeoutException slow) {
            cancel("no savepoint within " + SAVEPOINT.toSeconds() + " s");
        } catch (ExecutionException failed) {
            cancel(Causes.message(failed));
        }
    }

    private void cancel(String reason) throws InterruptedException {
        err.println("Cancelled without a savepoint (" + reason
                + "). Documents that were under way have no result; 'source.start: committed' would miss them.");
        try {
            client.cancel().get(CANCEL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException gone) {
            // the process ends anyway
        }
    }
}
