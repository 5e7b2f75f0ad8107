package io.bloomline.job.command;

import io.bloomline.job.file.JobFile;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FlinkException;

/** A job in this process, from its start to its end or to Ctrl-C. */
final class LocalRun {

    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(10);

    private final JobFile job;
    private final PrintWriter out;
    private final PrintWriter err;

    LocalRun(JobFile job, PrintWriter out, PrintWriter err) {
        this.job = job;
        this.out = out;
        this.err = err;
    }

    /** Runs the job that the environment holds; 0 when it ended by itself or was stopped. */
    int execute(StreamExecutionEnvironment env) throws Exception {
        err.println(
                "Job " + job.job() + " runs in this process; Ctrl-C stops it at a savepoint. Log: " + LogFile.path());
        JobClient client = start(env);
        CountDownLatch done = new CountDownLatch(1);
        Stop stop = new Stop(client, err);
        Thread hook = new Thread(() -> stop.run(done), "bloomline-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            JobExecutionResult result = await(client);
            out.println(Summary.of(result.getAllAccumulatorResults(), result.getNetRuntime()));
            return 0;
        } catch (ExecutionException failed) {
            if (stop.requested()) {
                return 0;
            }
            throw failure(failed);
        } finally {
            done.countDown();
            forget(hook);
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

    private JobExecutionResult await(JobClient client) throws ExecutionException, InterruptedException {
        var result = client.getJobExecutionResult();
        var progress = new Progress(client, err);
        while (true) {
            try {
                return result.get(PROGRESS_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException running) {
                progress.print();
            }
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // the hook is what ended the job
        }
    }
}
