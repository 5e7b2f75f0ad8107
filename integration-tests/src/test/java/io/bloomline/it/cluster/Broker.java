package io.bloomline.it.cluster;

import io.bloomline.it.support.kserve.Cable;

/** A Kafka broker. The job reaches it through a cable, the test directly. */
public final class Broker implements AutoCloseable {

    private final Node node;
    private final Cable cable;
    private final String jobServers;
    private final String directServers;

    Broker(Node node, Cable cable, String jobServers, String directServers) {
        this.node = node;
        this.cable = cable;
        this.jobServers = jobServers;
        this.directServers = directServers;
    }

    /** The line between the job and the broker. */
    public Cable cable() {
        return cable;
    }

    /** Where the job finds it. */
    public String jobServers() {
        return jobServers;
    }

    /** Where the test finds it, whatever becomes of the cable. */
    public String directServers() {
        return directServers;
    }

    /** Ends it as a crash does (SIGKILL). */
    public void kill() {
        node.kill();
    }

    /** Starts it again on its ports with what it had stored, and waits until it serves. */
    public void restart() {
        node.kill();
        node.start();
    }

    /** Stops it as a frozen machine is (SIGSTOP). */
    public void pause() {
        node.pause();
    }

    /** Has it go on (SIGCONT). */
    public void resume() {
        node.resume();
    }

    @Override
    public void close() {
        node.close();
        cable.close();
    }
}
