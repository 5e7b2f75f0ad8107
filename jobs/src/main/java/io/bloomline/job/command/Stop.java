package io.bloomline.job.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/** Stops a job so that nothing is left half done: what was read is answered, written and committed. */
final class Stop {

    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final Duration CANCEL = Duration.ofSeconds(10);

    private final JobClient client;
    private final PrintWriter err;

    Stop(JobClient client, PrintWriter err) {
        this.client = client;
        this.err = err;
    }

    /**
     * Stops the job; on the thread of a shutdown hook.
     *
     * @param done opens when whoever waits for the job has said how it ended
     */
    void run(CountDownLatch done) {
        try {
            drainOrCancel();
            boolean unused = done.await(CANCEL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void drainOrCancel() throws InterruptedException {
        err.println("Stopping: documents under way are answered and written first.");
        try {
            // Drained, so that the offsets committed with it have nothing under way behind them.
            Path savepoint = Files.createTempDirectory("bloomline-stop");
            client.stopWithSavepoint(true, savepoint.toUri().toString(), SavepointFormatType.CANONICAL)
                    .get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
            err.println("Stopped; with 'source.start: committed' the job goes on from here.");
        } catch (TimeoutException slow) {
            err.println("Documents under way were not done within " + DRAIN.toSeconds()
                    + " s, so the job is cancelled; 'source.start: committed' would miss them.");
            cancel();
        } catch (ExecutionException | IOException failed) {
            err.println("It did not stop by itself (" + Causes.message(failed) + "), so the job is cancelled.");
            cancel();
        }
    }

    private void cancel() throws InterruptedException {
        try {
            client.cancel().get(CANCEL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException gone) {
            // the process ends anyway
        }
    }
}
