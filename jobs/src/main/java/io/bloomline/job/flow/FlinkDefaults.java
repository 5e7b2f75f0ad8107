package io.bloomline.job.flow;

import io.bloomline.job.file.JobFile;
import io.bloomline.job.file.Transactions;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/** Flink's configuration where a job file doesn't say otherwise. */
public final class FlinkDefaults {

    /** Subtasks only pass documents on to the model they share; more would only open more transactions. */
    private static final int MOST_LOCAL_SUBTASKS = 4;

    private static final String LOOPBACK = "127.0.0.1";

    private FlinkDefaults() {}

    /** What every job needs, with the job file's own keys on top. */
    public static Configuration of(JobFile job) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.NAME, job.job());
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        // No operator changes what it was given, so nothing needs to be copied between them.
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Transactions.checkpointInterval(job.flink()));
        // Said here too, because the job file's check reckons with it, and a cluster's own configuration may differ.
        configuration.set(
                CheckpointingOptions.CHECKPOINTING_TIMEOUT, Transactions.checkpointTimeout(job.kafka(), job.flink()));
        // A checkpoint waits while the model is away and the pool is full: that must delay documents, not fail the job.
        configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        // Else a job that fails for good takes along the last place from which it could go on.
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofSeconds(1));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofMinutes(1));
        // About a quarter of an hour of trying; then the job ends and says why.
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, 20);
        // Flink's hour would add up failures that have nothing to do with each other: twenty in a day, and the job
        // ends.
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                Duration.ofMinutes(10));
        configuration.addAll(Configuration.fromMap(job.flink().values()));
        return configuration;
    }

    /** The same for a Flink cluster inside this process. */
    public static Configuration ofLocal(JobFile job) {
        Configuration configuration = new Configuration();
        configuration.set(
                CoreOptions.DEFAULT_PARALLELISM,
                Math.min(MOST_LOCAL_SUBTASKS, Runtime.getRuntime().availableProcessors()));
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ZERO);
        configuration.set(
                CheckpointingOptions.SAVEPOINT_DIRECTORY,
                Path.of(System.getProperty("user.home"), ".bloomline", "savepoints", job.job())
                        .toUri()
                        .toString());
        shutToOthers(configuration);
        configuration.addAll(of(job));
        return configuration;
    }

    /**
     * Has a Flink cluster inside this process listen to this machine only. Flink's own default is every network that the
     * machine is in, and whoever reaches its REST endpoint can have it run a program.
     */
    public static void shutToOthers(Configuration configuration) {
        configuration.set(RestOptions.ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        configuration.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        configuration.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    }
}
