package io.bloomline.it.cluster;

/** A job that was submitted to a cluster. */
public final class Job {

    private final JobManagerApi api;
    private final String id;

    Job(JobManagerApi api, String id) {
        this.api = api;
        this.id = id;
    }

    /** How often it was restored from a checkpoint or savepoint, at its start as well. */
    public int restores() {
        return api.restores(id);
    }

    /** As Flink names it, and the folder of its checkpoints. */
    public String id() {
        return id;
    }

    /** Its state in Flink's words, and why it failed when it did. */
    public String state() {
        String state = api.state(id);
        return state.startsWith("FAIL") ? state + " " + api.failure(id) : state;
    }

    /** Why it has failed so far, as often as it has. */
    public String failure() {
        return api.failure(id);
    }

    /** Why the newest checkpoint that failed did so; empty when none has. */
    public String checkpointFailure() {
        return api.checkpointFailure(id);
    }

    /** Stops it with a savepoint that holds what is under way, and returns the savepoint's path. */
    public String stop() {
        return api.stop(id, false);
    }

    /** Stops it with a savepoint when all that it has read is done, and returns the savepoint's path. */
    public String drain() {
        return api.stop(id, true);
    }

    /** Cancels it, and waits until it has ended. */
    public void cancel() {
        api.cancel(id);
    }
}
