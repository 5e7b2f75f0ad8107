package io.bloomline.it.cluster;

import io.bloomline.it.support.JavaProcess;
import io.bloomline.it.support.JavaProcess.Program;
import io.bloomline.it.support.kserve.Cable;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A Kafka broker in a process of its own. The job reaches it through a cable, the test directly. */
public final class BrokerProcess implements AutoCloseable {

    private final Program program;
    private final Cable cable;
    private final int directPort;
    private JavaProcess process;

    private BrokerProcess(Program program, Cable cable, int directPort) {
        this.program = program;
        this.cable = cable;
        this.directPort = directPort;
        this.process = launch(program);
    }

    static BrokerProcess start(Path folder) {
        int jobPort = Ports.free();
        int directPort = Ports.free();
        Cable cable = Cable.to(jobPort);
        List<String> arguments = List.of(
                folder.resolve("broker").toString(),
                Integer.toString(jobPort),
                Integer.toString(cable.port()),
                Integer.toString(directPort),
                Integer.toString(Ports.free()));
        return new BrokerProcess(
                Program.ofTests(ServeBroker.class, arguments, folder.resolve("broker.log")), cable, directPort);
    }

    /** The line between the job and the broker. */
    public Cable cable() {
        return cable;
    }

    /** Where the job finds it. */
    public String jobServers() {
        return "127.0.0.1:" + cable.port();
    }

    /** Where the test finds it, whatever becomes of the cable. */
    public String directServers() {
        return "127.0.0.1:" + directPort;
    }

    /** Ends it as a crash does (SIGKILL). */
    public void kill() {
        process.kill();
    }

    /** Starts it again on its ports with what it had stored, and waits until it serves. */
    public void restart() {
        process.kill();
        process = launch(program);
    }

    /** Stops it as a frozen machine is (SIGSTOP). */
    public void pause() {
        process.pause();
    }

    /** Has it go on (SIGCONT). */
    public void resume() {
        process.resume();
    }

    @Override
    public void close() {
        process.close();
        cable.close();
    }

    private static JavaProcess launch(Program program) {
        CompletableFuture<Void> serving = new CompletableFuture<>();
        JavaProcess process = JavaProcess.start(program, line -> {
            if (line.equals(ServeBroker.SERVING)) {
                serving.complete(null);
            } else if (line.isEmpty()) {
                serving.completeExceptionally(new AssertionError("the broker ended; see " + program.log()));
            }
        });
        serving.join();
        return process;
    }
}
