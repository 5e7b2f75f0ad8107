package io.bloomline.it.cluster;

import io.bloomline.it.support.JavaProcess;
import io.bloomline.it.support.JavaProcess.Program;
import io.bloomline.it.support.kserve.Cable;
import io.bloomline.it.support.kserve.ServeToys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server of a toy model in a process of its own, reached through a cable, which tells what it is asked. */
public final class ModelServer implements AutoCloseable {

    /** Long enough for documents to be under way whenever something happens. */
    private static final Duration ANSWER = Duration.ofMillis(60);

    private final Queue<Question> asked = new ConcurrentLinkedQueue<>();
    private final Program program;
    private final Cable cable;
    private JavaProcess process;

    private ModelServer(Program program, Cable cable) {
        this.program = program;
        this.cable = cable;
        this.process = launch();
    }

    static ModelServer start(Path folder) {
        int port = Ports.free();
        List<String> arguments = List.of(Integer.toString(port), Long.toString(ANSWER.toMillis()));
        return new ModelServer(
                Program.ofTests(ServeToys.class, arguments, folder.resolve("model-server.log")), Cable.to(port));
    }

    /** Where the job finds it. */
    public String endpoint() {
        return "grpc://127.0.0.1:" + cable.port();
    }

    /** The line between the job and the server. */
    public Cable cable() {
        return cable;
    }

    /** What it has been asked so far, before it was started again as well. */
    public List<Question> asked() {
        return List.copyOf(asked);
    }

    /** Ends it as a crash does (SIGKILL). */
    public void kill() {
        process.kill();
    }

    /** Starts it again on its port, and waits until it serves. */
    public void restart() {
        process.kill();
        process = launch();
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

    private JavaProcess launch() {
        CompletableFuture<Void> serving = new CompletableFuture<>();
        JavaProcess started = JavaProcess.start(program, line -> {
            if (line.startsWith(ServeToys.ASKED)) {
                String[] parts = line.split(" ", 3);
                asked.add(new Question(parts[2], Long.parseLong(parts[1])));
            } else if (line.equals(ServeToys.SERVING)) {
                serving.complete(null);
            } else if (line.isEmpty()) {
                serving.completeExceptionally(new AssertionError("the server ended; see " + program.log()));
            }
        });
        serving.join();
        return started;
    }
}
