package io.bloomline.it.support.kserve;

import io.bloomline.it.process.JavaProcess;
import io.bloomline.it.process.Program;
import io.bloomline.it.support.Bloomline;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The server of {@link ServeRepository} as a process that can be killed. */
public final class ServerProcess implements AutoCloseable {

    private static final Path LOG = Bloomline.HOME.resolve("integration-tests/target/served-repository.log");

    private final JavaProcess process;
    private final AtomicInteger rows = new AtomicInteger();
    private final int port;

    private ServerProcess(int port) {
        Program program =
                Program.ofTests(ServeRepository.class, List.of("-Xmx512m"), List.of(Integer.toString(port)), LOG);
        this.process = JavaProcess.start(program.with(Program.QUICK), line -> {
            if (line.startsWith(ServeRepository.ASKED)) {
                rows.addAndGet(Integer.parseInt(line.substring(ServeRepository.ASKED.length())));
            }
        });
        this.port = Integer.parseInt(process.await(ServeRepository.SERVING));
    }

    /** Starts one on a port, 0 for any, and waits until it serves. */
    public static ServerProcess start(int port) {
        return new ServerProcess(port);
    }

    public int port() {
        return port;
    }

    /** How many rows it has been asked for so far. */
    public int rows() {
        return rows.get();
    }

    /** Ends it as a crash does: nothing is said, nothing is finished. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        kill();
    }
}
