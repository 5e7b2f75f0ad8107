package io.bloomline.it.benchmark.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomline.it.support.Bloomline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A Java program in a process of its own, with this one's Java. Closing it ends the process. */
public final class JavaProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_LINES = 1_000;
    private static final int MOST_ERRORS = 20;

    private final String name;
    private final Process process;
    private final Path errors;
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(MOST_LINES);

    private JavaProcess(String name, Process process, Path errors) {
        this.name = name;
        this.process = process;
        this.errors = errors;
        // So that nothing is left behind by Ctrl-C.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /**
     * Starts one.
     *
     * @param name      what messages call it
     * @param options   options of Java's
     * @param classpath as Java takes it
     * @param arguments the main class and its arguments
     * @param errors    the file that its standard error goes to
     */
    public static JavaProcess start(
            String name, List<String> options, String classpath, List<String> arguments, Path errors) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classpath));
        command.addAll(arguments);
        try {
            JavaProcess started = new JavaProcess(
                    name,
                    new ProcessBuilder(command)
                            .directory(Bloomline.HOME.toFile())
                            .redirectError(errors.toFile())
                            .start(),
                    errors);
            Thread reader = new Thread(started::read, name + "-output");
            reader.setDaemon(true);
            reader.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started", e);
        }
    }

    /** The rest of the next line on its standard output that begins so; fails when the process ends before. */
    public String await(String beginning) {
        try {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                String line = lines.poll(200, TimeUnit.MILLISECONDS);
                if (line != null && line.startsWith(beginning)) {
                    return line.substring(beginning.length());
                }
                requireAlive();
            }
            throw new IllegalStateException(name + " didn't say \"" + beginning + "\" within " + PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " started", e);
        }
    }

    /** Fails when the process has ended. */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    name + " ended with exit code " + process.exitValue() + ":\n" + lastErrors());
        }
    }

    /** What the operating system knows of it. */
    public Usage usage() {
        return new Usage(process.toHandle());
    }

    /** Ends it at once, as a crash does. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private String lastErrors() {
        try {
            List<String> all = Files.readAllLines(errors);
            return String.join("\n", all.subList(Math.max(0, all.size() - MOST_ERRORS), all.size()));
        } catch (IOException e) {
            return errors + " can't be read: " + e.getMessage();
        }
    }

    private void read() {
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (@Nullable String line = output.readLine(); line != null; line = output.readLine()) {
                lines.offer(line); // what nobody waits for may be lost
            }
        } catch (IOException e) {
            // it was ended
        }
    }
}
