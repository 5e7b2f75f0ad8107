package io.bloomline.it.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A program in a JVM of its own, which can be killed, stopped and continued. Thread-safe. */
public final class JavaProcess implements AutoCloseable {

    /** What starts fastest; there is never much to do for long. */
    private static final List<String> QUICK =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Djava.awt.headless=true");

    private final Process process;

    private JavaProcess(Process process) {
        this.process = process;
    }

    /**
     * What to start.
     *
     * @param classPath as {@code -cp} takes it
     * @param mainClass its name
     * @param jvm       options of the JVM
     * @param arguments of the program
     * @param log       file that standard error is added to, and standard output where nobody listens
     */
    public record Program(String classPath, String mainClass, List<String> jvm, List<String> arguments, Path log) {

        /** One of the test's own classes. */
        public static Program ofTests(Class<?> mainClass, List<String> arguments, Path log) {
            return new Program(
                    System.getProperty("java.class.path"), mainClass.getName(), List.of("-Xmx384m"), arguments, log);
        }

        private ProcessBuilder builder() {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(QUICK);
            command.addAll(jvm);
            command.addAll(List.of("-cp", classPath, mainClass));
            command.addAll(arguments);
            return new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile()));
        }
    }

    /** Starts a program whose output goes to its log. */
    public static JavaProcess start(Program program) {
        return start(
                program.builder().redirectOutput(Redirect.appendTo(program.log().toFile())));
    }

    /** Starts a program that tells what it does, a line at a time, on a thread of its own; the end is told as an empty line. */
    public static JavaProcess start(Program program, Consumer<String> listener) {
        JavaProcess started = start(program.builder());
        Thread reader = new Thread(() -> started.read(listener), "output of " + program.mainClass());
        reader.setDaemon(true);
        reader.start();
        return started;
    }

    public boolean isAlive() {
        return process.isAlive();
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

    private void read(Consumer<String> listener) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                listener.accept(line);
            }
        } catch (IOException e) {
            // it was killed
        } finally {
            listener.accept("");
        }
    }

    private static JavaProcess start(ProcessBuilder builder) {
        Map<String, String> environment = builder.environment();
        environment.remove("JAVA_TOOL_OPTIONS");
        try {
            return new JavaProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
