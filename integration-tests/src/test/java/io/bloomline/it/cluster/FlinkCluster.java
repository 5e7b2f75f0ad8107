package io.bloomline.it.cluster;

import static java.util.Objects.requireNonNull;

import io.bloomline.it.process.Usage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A JobManager and two TaskManagers of three slots. */
public final class FlinkCluster implements AutoCloseable {

    static final int TASK_MANAGERS = 2;
    static final int SLOTS_EACH = 3;

    private final JobManagerApi api;
    private final Site site;
    private final Node jobManager;
    private final List<Node> taskManagers;
    private @Nullable Node paused;

    /** What is done where the JobManager is. */
    interface Site {

        /** Runs a job file, from a savepoint or checkpoint or from nothing; returns the job's id. */
        String submit(Path file, int parallelism, @Nullable String from);

        /** Path of the newest complete checkpoint of a job; empty before the first. */
        Optional<String> newestCheckpoint(String job);
    }

    private FlinkCluster(JobManagerApi api, Site site, Node jobManager, List<Node> taskManagers) {
        this.api = api;
        this.site = site;
        this.jobManager = jobManager;
        this.taskManagers = List.copyOf(taskManagers);
    }

    /** Of parts that have been started; waits until they work together. */
    static FlinkCluster of(JobManagerApi api, Site site, Node jobManager, List<Node> taskManagers) {
        FlinkCluster cluster = new FlinkCluster(api, site, jobManager, taskManagers);
        try {
            cluster.awaitWhole();
        } catch (RuntimeException | Error incomplete) {
            cluster.close();
            throw incomplete;
        }
        return cluster;
    }

    /**
     * Runs a job file.
     *
     * @param file        the job file
     * @param parallelism how many subtasks each operator gets
     * @param from        path of a savepoint or checkpoint to go on from, or null
     */
    public Job run(Path file, int parallelism, @Nullable String from) {
        return new Job(api, site.submit(file, parallelism, from));
    }

    /** How many TaskManagers there are. */
    public int taskManagers() {
        return TASK_MANAGERS;
    }

    /** Kills a TaskManager (SIGKILL) and starts another in its place, without waiting for that. */
    public void replaceTaskManager(int index) {
        taskManagers.get(index).kill();
        taskManagers.get(index).start();
    }

    /** Stops a TaskManager as a frozen machine is (SIGSTOP). */
    public void pauseTaskManager(int index) {
        paused = taskManagers.get(index);
        paused.startIfEnded();
        paused.pause();
    }

    /** Has the one that was stopped last go on (SIGCONT). */
    public void resumeTaskManager() {
        requireNonNull(paused, "none was stopped").resume();
    }

    /**
     * Kills the one that was stopped last and starts another in its place. One that was missed may yet end by itself, long
     * after it came back: Flink ends a TaskManager whose tasks it can't close.
     */
    public void replacePausedTaskManager() {
        if (paused != null) {
            paused.kill();
            paused.start();
        }
    }

    /** Starts TaskManagers that have ended by themselves. */
    public void startEndedTaskManagers() {
        taskManagers.forEach(Node::startIfEnded);
    }

    /** What the TaskManagers use, where that can be asked. */
    public List<Usage> usages() {
        return taskManagers.stream().flatMap(node -> node.usage().stream()).toList();
    }

    /** What the JobManager and the TaskManagers use, where that can be asked. */
    public List<Usage> usagesOfAll() {
        return Stream.concat(Stream.of(jobManager), taskManagers.stream())
                .flatMap(node -> node.usage().stream())
                .toList();
    }

    /** Kills the JobManager (SIGKILL), which forgets its jobs, and starts another, which TaskManagers come to by themselves. */
    public void replaceJobManager() {
        jobManager.kill();
        jobManager.start();
        awaitWhole();
    }

    /** Path of the newest complete checkpoint of a job, whether or not a JobManager knows of it; empty before the first. */
    public Optional<String> newestCheckpoint(Job job) {
        return site.newestCheckpoint(job.id());
    }

    /** Starts TaskManagers that have ended by themselves, and waits until all slots are there, of processes that live. */
    public void awaitWhole() {
        startEndedTaskManagers();
        api.awaitSlots(TASK_MANAGERS * SLOTS_EACH);
    }

    @Override
    public void close() {
        taskManagers.forEach(Node::close);
        jobManager.close();
    }
}
