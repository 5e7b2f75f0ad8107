package io.bloomline.it.faults;

import io.bloomline.it.cluster.Cluster;
import io.bloomline.it.cluster.Job;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The job of a trial. It goes on as another of Flink's when it was stopped, or when its JobManager died. */
final class TrialJob {

    private final Cluster cluster;
    private final Path file;
    private Job job;
    private int parallelism;
    private @Nullable String origin;
    private int restoresBefore;
    private int restores;
    private boolean ended;

    private TrialJob(Cluster cluster, Path file, int parallelism) {
        this.cluster = cluster;
        this.file = file;
        this.parallelism = parallelism;
        // What a trial before has ended may be starting yet, and couldn't be given work to lose.
        cluster.flink().awaitWhole();
        this.job = cluster.flink().run(file, parallelism, null);
    }

    /** Starts it. */
    static TrialJob start(Cluster cluster, Plan plan, int parallelism) {
        return new TrialJob(cluster, plan.write(cluster), parallelism);
    }

    String name() {
        return file.getFileName().toString();
    }

    /** In Flink's words. */
    String state() {
        return job.state();
    }

    /** Why the newest of its checkpoints that failed did so, in Flink's words; empty when none has. */
    String checkpointFailure() {
        return job.checkpointFailure();
    }

    /** How often it was restored from a checkpoint or savepoint. */
    int restores() {
        try {
            restores = ended ? restores : job.restores();
        } catch (AssertionError silent) {
            // Without a JobManager, what it said last is known.
        }
        return restoresBefore + restores;
    }

    /** Kills the JobManager, and has another go on from the newest checkpoint. */
    void replaceJobManager() {
        restoresBefore = restores();
        cluster.flink().replaceJobManager();
        goOn(cluster.flink().newestCheckpoint(job).orElse(origin));
    }

    /** Stops it with what is under way, and goes on with it. */
    void upgrade() {
        restoresBefore = restores();
        goOn(job.stop());
    }

    /** Stops it with what is under way, and goes on with it and so many subtasks. */
    void rescaleUndrained(int subtasks) {
        restoresBefore = restores();
        parallelism = subtasks;
        goOn(job.stop());
    }

    /** Stops it when what is under way is done, and goes on with so many subtasks. */
    void rescale(int subtasks) {
        restoresBefore = restores();
        parallelism = subtasks;
        goOn(job.drain());
    }

    /** Ends it. */
    void cancel() {
        restores();
        ended = true;
        job.cancel();
    }

    private void goOn(@Nullable String from) {
        origin = from;
        restores = 0;
        job = cluster.flink().run(file, parallelism, from);
    }
}
