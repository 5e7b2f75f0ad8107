package io.bloomline.it.cluster;

import io.bloomline.it.process.Usage;
import java.util.Optional;

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

    /** Starts it again if it has ended by itself, as whoever supervises it would. */
    void startIfEnded();

    /** What its Java process uses; empty where that can't be asked. */
    Optional<Usage> usage();

    @Override
    void close();
}
