package io.bloomline.it.cluster;

import io.bloomline.it.support.JavaProcess;
import io.bloomline.it.support.JavaProcess.Program;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A part of a cluster in a process of its own. */
final class ProcessNode implements Node {

    private final Supplier<JavaProcess> launch;
    private JavaProcess process;

    private ProcessNode(Supplier<JavaProcess> launch) {
        this.launch = launch;
        this.process = launch.get();
    }

    /** Starts one that says nothing of itself but in its log, without waiting for it. */
    static ProcessNode start(Supplier<Program> program) {
        return new ProcessNode(() -> JavaProcess.start(program.get()));
    }

    /**
     * Starts one that says when it serves, and waits for that.
     *
     * @param serving  what it says then, a line of its own
     * @param listener gets all other lines
     */
    static ProcessNode start(Program program, String serving, Consumer<String> listener) {
        return new ProcessNode(() -> {
            CompletableFuture<Void> served = new CompletableFuture<>();
            JavaProcess started = JavaProcess.start(program, line -> {
                if (line.equals(serving)) {
                    served.complete(null);
                } else if (line.isEmpty()) {
                    served.completeExceptionally(new AssertionError("it ended; see " + program.log()));
                } else {
                    listener.accept(line);
                }
            });
            served.join();
            return started;
        });
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void start() {
        process = launch.get();
    }

    @Override
    public void pause() {
        process.pause();
    }

    @Override
    public void resume() {
        process.resume();
    }

    @Override
    public void close() {
        process.close();
    }
}
