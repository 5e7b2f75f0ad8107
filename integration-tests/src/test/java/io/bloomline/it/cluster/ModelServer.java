package io.bloomline.it.cluster;

import io.bloomline.it.support.kserve.Cable;
import java.time.Duration;
import java.util.List;

/** A server of a toy model, reached through a cable, which tells what it is asked. */
public final class ModelServer implements AutoCloseable {

    /** Long enough for documents to be under way whenever something happens. */
    static final Duration ANSWER = Duration.ofMillis(60);

    private final Node node;
    private final Cable cable;
    private final String endpoint;
    private final Questions questions;

    /** A server whose output goes to the questions. */
    ModelServer(Node node, Cable cable, String endpoint, Questions questions) {
        this.node = node;
        this.cable = cable;
        this.endpoint = endpoint;
        this.questions = questions;
    }

    /** Where the job finds it. */
    public String endpoint() {
        return endpoint;
    }

    /** The line between the job and the server. */
    public Cable cable() {
        return cable;
    }

    /** What it has been asked so far, before it was started again as well. */
    public List<Question> asked() {
        return questions.all();
    }

    /** How many questions there were so far. */
    public int timesAsked() {
        return questions.count();
    }

    /** Ends it as a crash does (SIGKILL). */
    public void kill() {
        node.kill();
    }

    /** Starts it again on its port, and waits until it serves. */
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
