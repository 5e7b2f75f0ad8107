package io.bloomline.job.command;

import io.bloomline.job.file.JobFile;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FlinkException;
import org.jspecify.annotations.Nullable;

/** A job in this process, from its start to its end or until it is stopped. */
final class LocalRun {

    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(10);
    private static final int FAILED = 1;

    private final JobFile job;
    private final Duration stopTimeout;
    private final PrintWriter out;
    private final PrintWriter err;

    /**
     * Runs nothing yet.
     *
     * @param stopTimeout longest time that a stop waits for its savepoint
     */
    LocalRun(JobFile job, Duration stopTimeout, PrintWriter out, PrintWriter err) {
        this.job = job;
        this.stopTimeout = stopTimeout;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the job that the environment holds, until it ends or a signal asks to stop it.
     *
     * @return exit code: 0 when the job ended by itself, 128 and the signal's number when it was stopped at a savepoint, 1
     *     when it could only be cancelled
     */
    int execute(StreamExecutionEnvironment env) throws Exception {
        CompletableFuture<Integer> stopped = new CompletableFuture<>();
        Signals signals = Signals.listen(code -> stopOrEnd(stopped, code));
        try {
            err.println("Job " + job.job() + " runs in this process; Ctrl-C stops it at a savepoint. Log: "
                    + LogFile.path());
            JobClient client = start(env);
            JobExecutionResult result = await(client, stopped);
            int code = 0;
            if (result == null) {
                code = stopped.join();
                result = new Stop(client, err, stopTimeout).run();
            }
            if (result == null) {
                return FAILED;
            }
            out.println(Summary.of(result.getAllAccumulatorResults(), result.getNetRuntime()));
            return code;
        } catch (ExecutionException failed) {
            throw failure(failed);
        } finally {
            signals.close();
        }
    }

    /** The first signal asks; the next is meant. */
    private void stopOrEnd(CompletableFuture<Integer> stopped, int code) {
        if (!stopped.complete(code)) {
            err.println("Ended at once. Readers of committed records may wait until the job starts again, or its"
                    + " transactions time out.");
            Runtime.getRuntime().halt(code);
        }
    }

    private JobClient start(StreamExecutionEnvironment env) throws Exception {
        try {
            return env.executeAsync(job.job());
        } catch (FlinkException refused) {
            throw failure(refused);
        }
    }

    private FailedException failure(Exception failed) {
        return new FailedException(
                List.of("Job " + job.job() + " failed: " + Causes.message(failed), "Log: " + LogFile.path()), failed);
    }

    /** The job's result; null when it is to be stopped before it has one. */
    private @Nullable JobExecutionResult await(JobClient client, CompletableFuture<Integer> stopped)
            throws ExecutionException, InterruptedException {
        var result = client.getJobExecutionResult();
        var progress = new Progress(client, err);
        CompletableFuture<Object> news = CompletableFuture.anyOf(result, stopped);
        while (true) {
            try {
                Object unused = news.get(PROGRESS_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
                return result.isDone() ? result.get() : null;
            } catch (TimeoutException running) {
                progress.print();
            }
        }
    }
}
