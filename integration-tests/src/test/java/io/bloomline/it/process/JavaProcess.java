package io.bloomline.it.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A program in a JVM of its own. It ends with this process at the latest. Thread-safe. */
public final class JavaProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int MOST_LINES = 1_000;
    private static final int MOST_ERRORS = 20;
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Process::destroyForcibly)));
    }

    private final Program program;
    private final Process process;
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(MOST_LINES);

    private JavaProcess(Program program, Process process) {
        this.program = program;
        this.process = process;
        ALIVE.add(process);
        var unused = process.onExit().thenRun(() -> ALIVE.remove(process));
    }

    /** Starts a program whose output goes to its log. */
    public static JavaProcess start(Program program) {
        return start(
                program,
                program.builder().redirectOutput(Redirect.appendTo(program.log().toFile())));
    }

    /** Starts a program that says on standard output what it does; the listener hears each line, on a thread of its own. */
    public static JavaProcess start(Program program, Consumer<String> listener) {
        JavaProcess started = start(program, program.builder());
        Thread reader = new Thread(() -> started.read(listener), "output of " + program.name());
        reader.setDaemon(true);
        reader.start();
        return started;
    }

    private static JavaProcess start(Program program, ProcessBuilder builder) {
        try {
            return new JavaProcess(program, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(program.name() + " could not be started", e);
        }
    }

    /** The rest of the next line that begins so and was not awaited yet; fails when the process ends before. */
    public String await(String beginning) {
        try {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                String line = lines.poll(100, TimeUnit.MILLISECONDS);
                if (line == null) {
                    requireAlive();
                } else if (line.startsWith(beginning)) {
                    return line.substring(beginning.length());
                }
            }
            throw new IllegalStateException(program.name() + " didn't say \"" + beginning + "\" within " + PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + program.name() + " started", e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Fails when the process has ended. */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    program.name() + " ended with exit code " + process.exitValue() + ":\n" + lastErrors());
        }
    }

    /** What it uses. */
    public Usage usage() {
        return new Usage(process.toHandle());
    }

    /** Ends it as a crash does (SIGKILL): nothing is said, nothing is finished. Stopped ones too. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Stops it as a frozen machine is (SIGSTOP): its connections stay open, and nothing comes of them. */
    public void pause() {
        signal("-STOP");
    }

    /** Has it go on (SIGCONT). */
    public void resume() {
        signal("-CONT");
    }

    @Override
    public void close() {
        kill();
    }

    private void signal(String signal) {
        try {
            int code = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
            if (code != 0) {
                throw new AssertionError("kill " + signal + " " + process.pid() + " ended with exit code " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String lastErrors() {
        try {
            List<String> all = Files.readAllLines(program.log());
            return String.join("\n", all.subList(Math.max(0, all.size() - MOST_ERRORS), all.size()));
        } catch (IOException e) {
            return program.log() + " can't be read: " + e.getMessage();
        }
    }

    private void read(Consumer<String> listener) {
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (@Nullable String line = output.readLine(); line != null; line = output.readLine()) {
                listener.accept(line);
                lines.offer(line); // what nobody awaits may be lost
            }
        } catch (IOException e) {
            // it was killed
        }
    }
}
