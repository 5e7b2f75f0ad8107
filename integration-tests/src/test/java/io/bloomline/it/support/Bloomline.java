package io.bloomline.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The launcher script, run in a process of its own as a user would. */
public final class Bloomline {

    /** Root of the repository; tests run in a module of it. */
    public static final Path HOME =
            Path.of(System.getProperty("bloomline.home", "..")).toAbsolutePath().normalize();

    /** Variable that the launcher takes Java's options from. */
    private static final String OPTIONS = "BLOOMLINE_JAVA_OPTS";

    /** Generous, because it only ends what hangs. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** What ends soon is compiled lightly, and says nothing of its archive of classes. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable";

    private Bloomline() {}

    /**
     * What a run left behind.
     *
     * @param exitCode exit code
     * @param out      standard output
     * @param err      standard error
     * @param files    those in the folder where a process has its log, and what it needs as long as it lasts; none in this JVM
     */
    public record Finished(int exitCode, String out, String err, List<Path> files) {}

    /** Runs it to its end from the root of the repository; fails when it takes longer than anyone would wait. */
    public static Finished run(List<String> arguments) {
        try (Running running = start(arguments, Map.of())) {
            return running.finish();
        }
    }

    /** Runs it to its end, and has later processes, of other JVMs too, take the classes that it has loaded from an archive. */
    public static Finished runAndArchiveClasses(List<String> arguments) {
        Path archive = LauncherClasses.newArchive();
        try (Running running = start(arguments, Map.of(), LauncherClasses.writing(archive))) {
            Finished finished = running.finish();
            LauncherClasses.adopt(archive);
            return finished;
        } catch (IOException e) {
            throw new UncheckedIOException("the archive of classes could not be put in its place", e);
        }
    }

    /**
     * Starts it from the root of the repository.
     *
     * @param environment variables on top of this process's own; Java's options among them come after those of all runs
     */
    public static Running start(List<String> arguments, Map<String, String> environment) {
        return start(arguments, environment, String.join(" ", LauncherClasses.archive()));
    }

    private static Running start(List<String> arguments, Map<String, String> environment, String archive) {
        try {
            Path out = Files.createTempFile("bloomline-", ".out");
            Path err = Files.createTempFile("bloomline-", ".err");
            List<String> command =
                    new ArrayList<>(List.of(HOME.resolve("bloomline").toString()));
            command.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(HOME.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            builder.environment().put(OPTIONS, String.join(" ", QUICK, archive, environment.getOrDefault(OPTIONS, "")));
            return new Running(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException("bloomline could not be run", e);
        }
    }

    /** A run under way; closing it ends it. */
    public static final class Running implements AutoCloseable {

        private final Process process;
        private final Path out;
        private final Path err;

        private Running(Process process, Path out, Path err) {
            this.process = process;
            this.out = out;
            this.err = err;
        }

        /** Whether it has not ended yet. */
        public boolean isAlive() {
            return process.isAlive();
        }

        /** What it has written to standard output and standard error so far. */
        public String written() {
            return read(out) + read(err);
        }

        /**
         * Sends it a signal.
         *
         * @param name {@code INT} as Ctrl-C does, or {@code TERM}
         */
        public void signal(String name) {
            try {
                int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .inheritIO()
                        .start()
                        .onExit()
                        .join()
                        .exitValue();
                if (code != 0) {
                    throw new AssertionError("bloomline can't be sent " + name + "; it wrote\n" + written());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Waits for its end; fails when that takes longer than anyone would wait. */
        public Finished finish() {
            try {
                if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new AssertionError("bloomline did not end within " + PATIENCE + "\n" + read(out) + read(err));
                }
                return new Finished(process.exitValue(), read(out), read(err), files());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while bloomline ran", e);
            }
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
            try {
                Files.delete(out);
                Files.delete(err);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private List<Path> files() {
            try (Stream<Path> all = Files.walk(HOME.resolve("jobs/target/run/" + process.pid()))) {
                return all.filter(Files::isRegularFile).toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
