package io.bloomline.it.cluster;

import io.bloomline.it.process.JavaProcess;
import io.bloomline.it.process.Program;
import io.bloomline.it.process.Usage;
import java.util.Optional;
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
     * @param serving  how the line begins that it says then
     * @param listener hears all lines
     */
    static ProcessNode start(Program program, String serving, Consumer<String> listener) {
        return new ProcessNode(() -> {
            JavaProcess started = JavaProcess.start(program, listener);
            started.await(serving);
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
    public void startIfEnded() {
        if (!process.isAlive()) {
            start();
        }
    }

    @Override
    public Optional<Usage> usage() {
        return process.isAlive() ? Optional.of(process.usage()) : Optional.empty();
    }

    @Override
    public void close() {
        process.close();
    }
}
