package io.bloomline.it.faults;

import io.bloomline.it.cluster.FlinkCluster;
import java.util.List;

/** What befalls the processes of Flink, and what is done to a job on purpose. */
final class FlinkFaults {

    /** One is killed, and another started at once. */
    static final Fault TASK_MANAGER_DIES = Fault.of(
                    "TaskManager dies", trial -> flink(trial).replaceTaskManager(anyOf(trial)))
            .lasting(0, 150);

    /** One stands still, for less time than after which it is missed. */
    static final Fault TASK_MANAGER_STANDS_STILL = Fault.of(
                    "TaskManager stands still",
                    trial -> flink(trial).pauseTaskManager(anyOf(trial)),
                    trial -> flink(trial).resumeTaskManager())
            .repeating(lasted -> 1);

    /** One stands still until its work has been given to others, and comes back with what it had. */
    static final Fault TASK_MANAGER_IS_MISSED = Fault.of(
                    "TaskManager comes back", trial -> flink(trial).pauseTaskManager(anyOf(trial)), trial -> {
                        flink(trial).resumeTaskManager();
                        trial.straggled();
                    })
            .lasting(1_200, 1_500)
            .repeating(lasted -> 1);

    /** It is killed, and the job submitted to another from its newest checkpoint. */
    static final Fault JOB_MANAGER_DIES =
            Fault.of("JobManager dies", trial -> trial.job().replaceJobManager());

    /** Stopped with a savepoint that holds what is under way. */
    static final Fault UPGRADED = Fault.of("job upgraded", Trial::upgrade);

    /** Stopped with a drained savepoint; goes on with one to three subtasks. */
    static final Fault RESCALED =
            Fault.of("job rescaled", trial -> trial.rescale(1 + trial.random().nextInt(3)));

    static final List<Fault> ALL = List.of(
            TASK_MANAGER_DIES, TASK_MANAGER_STANDS_STILL, TASK_MANAGER_IS_MISSED, JOB_MANAGER_DIES, UPGRADED, RESCALED);

    private FlinkFaults() {}

    private static FlinkCluster flink(Trial trial) {
        return trial.cluster().flink();
    }

    private static int anyOf(Trial trial) {
        return trial.random().nextInt(flink(trial).taskManagers());
    }
}
