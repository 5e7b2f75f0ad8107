package io.bloomline.it.cluster;

/** What a part of a cluster runs in, a process or a container, which can be killed, stopped and started again. */
interface Node extends AutoCloseable {

    /** Ends it as a crash does (SIGKILL): nothing is said, nothing is finished. Stopped ones too. */
    void kill();

    /** Starts it again with what it had stored, after it was killed; waits until it serves if it is one that says so. */
    void start();

    /** Stops it as a frozen machine is: its connections stay open, and nothing comes of them. */
    void pause();

    /** Has it go on. */
    void resume();

    @Override
    void close();
}
