package io.bloomline.job.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.runtime.scheduler.stopwithsavepoint.StopWithSavepointStoppingException;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/**
 * Stops a job at a savepoint, which holds the offsets and the documents under way, so that nothing is lost or repeated. It
 * doesn't wait for answers: a slow model would take minutes for what is under way, and one that is away for ever.
 */
final class Stop {

    private static final Duration CANCEL = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    private final JobClient client;
    private final PrintWriter err;
    private final Duration timeout;

    /**
     * Stops nothing yet.
     *
     * @param timeout longest time for the savepoint; then the job is cancelled, which takes 10 seconds at most
     */
    Stop(JobClient client, PrintWriter err, Duration timeout) {
        this.client = client;
        this.err = err;
        this.timeout = timeout;
    }

    /**
     * Stops the job, or cancels it where that takes too long or fails.
     *
     * @return the job's result; null when it was cancelled, so that something is left undone
     */
    @Nullable
    JobExecutionResult run() throws InterruptedException {
        err.println("Stopping at a savepoint, within " + timeout.toSeconds() + " s; Ctrl-C again ends at once.");
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            try {
                String savepoint = client.stopWithSavepoint(false, null, SavepointFormatType.CANONICAL)
                        .get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                JobExecutionResult result =
                        client.getJobExecutionResult().get(CANCEL.toMillis(), TimeUnit.MILLISECONDS);
                err.println("Stopped; the savepoint keeps the documents under way. To go on, add: --from " + savepoint);
                return result;
            } catch (TimeoutException slow) {
                return cancel("there was no savepoint within " + timeout.toSeconds() + " s (--stop-timeout)");
            } catch (ExecutionException failed) {
                var half = ExceptionUtils.findThrowable(failed, StopWithSavepointStoppingException.class);
                if (half.isPresent()) {
                    return stoppedHalf(half.get().getSavepointPath());
                }
                if (!isStarting(failed)) {
                    return cancel("it failed: " + Causes.message(failed));
                }
            }
            TimeUnit.NANOSECONDS.sleep(BETWEEN_TRIES.toNanos());
        }
    }

    /** A job that has only just begun takes no savepoint until its tasks run. */
    private static boolean isStarting(ExecutionException failed) {
        return ExceptionUtils.findThrowable(failed, CheckpointException.class)
                .map(refused ->
                        refused.getCheckpointFailureReason() == CheckpointFailureReason.NOT_ALL_REQUIRED_TASKS_RUNNING)
                .orElse(false);
    }

    private @Nullable JobExecutionResult stoppedHalf(String savepoint) {
        err.println(
                "Stopped, but results of the savepoint may not be committed yet, and readers of committed records wait"
                        + " for them. Start the job again before its transactions time out, with: --from " + savepoint);
        return null;
    }

    /** The job's result where it ended by itself meanwhile; null when it was cancelled. */
    private @Nullable JobExecutionResult cancel(String reason) throws InterruptedException {
        CompletableFuture<Void> unused = client.cancel();
        try {
            return client.getJobExecutionResult().get(CANCEL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException cancelled) {
            err.println("Cancelled without a savepoint, for " + reason);
            err.println("What was answered since the last checkpoint is not written, and what was under way is not"
                    + " answered: 'source.start: earliest' answers all again, under the same keys; 'committed' would"
                    + " leave out what was under way.");
            return null;
        }
    }
}
