package io.bloomline.it.cluster;

import io.bloomline.it.support.JavaProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JobManager and two TaskManagers of three slots, each a process of its own. */
public final class FlinkCluster implements AutoCloseable {

    /** Slots of all TaskManagers together. */
    static final int SLOTS = 6;

    private static final int TASK_MANAGERS = 2;

    private final FlinkFolder folder;
    private final JobManagerApi api;
    private final List<JavaProcess> taskManagers = new ArrayList<>();
    private JavaProcess jobManager;
    private int started;

    private FlinkCluster(FlinkFolder folder, JobManagerApi api) {
        this.folder = folder;
        this.api = api;
        this.jobManager = JavaProcess.start(folder.jobManager());
        for (int i = 0; i < TASK_MANAGERS; i++) {
            taskManagers.add(startTaskManager());
        }
    }

    static FlinkCluster start(Path root) {
        int restPort = Ports.free();
        FlinkFolder folder = FlinkFolder.create(root, Ports.free(), restPort);
        FlinkCluster cluster = new FlinkCluster(folder, new JobManagerApi(restPort));
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
        return new Job(api, api.run(FlinkFolder.JAR, List.of("run", file.toString()), parallelism, from));
    }

    /** How many TaskManagers there are. */
    public int taskManagers() {
        return TASK_MANAGERS;
    }

    /** Kills a TaskManager (SIGKILL) and starts another in its place, without waiting for that. */
    public void replaceTaskManager(int index) {
        taskManagers.get(index).kill();
        taskManagers.set(index, startTaskManager());
    }

    /** Kills the JobManager (SIGKILL), which forgets its jobs, and starts another, which TaskManagers come to by themselves. */
    public void replaceJobManager() {
        jobManager.kill();
        jobManager = JavaProcess.start(folder.jobManager());
        awaitWhole();
    }

    /** Path of the newest complete checkpoint of a job, whether or not a JobManager knows of it. */
    public String newestCheckpoint(Job job) {
        return folder.newestCheckpoint(job.id());
    }

    /** Waits until all slots are there. */
    private void awaitWhole() {
        api.awaitSlots(SLOTS);
    }

    @Override
    public void close() {
        taskManagers.forEach(JavaProcess::close);
        jobManager.close();
    }

    private JavaProcess startTaskManager() {
        started++;
        return JavaProcess.start(folder.taskManager(started));
    }
}
