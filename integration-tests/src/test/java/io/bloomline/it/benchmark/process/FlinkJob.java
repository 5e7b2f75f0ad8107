package io.bloomline.it.benchmark.process;

import io.bloomline.it.process.JavaProcess;
import io.bloomline.it.process.Program;
import io.bloomline.it.process.Usage;
import io.bloomline.it.support.LauncherClasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Flink job in a process of its own, with Flink's cluster in it, as {@code bloomline run} starts one. */
public final class FlinkJob implements AutoCloseable {

    private static final Pattern CHECKPOINT = Pattern.compile("Completed checkpoint \\d+ for job \\w+ \\((\\d+) bytes");

    private final JavaProcess process;
    private final Path log;

    private FlinkJob(JavaProcess process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Runs a job file as its users do: by Bloomline's own jar. */
    public static FlinkJob ofBloomline(Path jobFile) {
        return start(jobFile, LauncherClasses.PATH, "io.bloomline.job.Main", List.of("run", jobFile.toString()));
    }

    /** Runs another program with this process's classes. */
    public static FlinkJob of(Path jobFile, Class<?> program, List<String> arguments) {
        return start(jobFile, System.getProperty("java.class.path"), program.getName(), arguments);
    }

    private static FlinkJob start(Path jobFile, String classpath, String mainClass, List<String> arguments) {
        Path log = jobFile.resolveSibling(jobFile.getFileName() + ".log");
        // What a TaskManager has: the optimising compiler and the usual collector. The launcher's own choice of options
        // is for a quick start.
        List<String> options = List.of(
                "-Xmx1g",
                "-Dbloomline.local=true",
                "-Dbloomline.log=" + log,
                "-Dlog4j2.configurationFile=log4j2-local.xml");
        Path errors = jobFile.resolveSibling(jobFile.getFileName() + ".err");
        return new FlinkJob(JavaProcess.start(new Program(classpath, mainClass, options, arguments, errors)), log);
    }

    /** Fails when the job has ended. */
    public void requireAlive() {
        process.requireAlive();
    }

    public Usage usage() {
        return process.usage();
    }

    /** Bytes of the largest checkpoint so far; empty before the first. */
    public OptionalLong largestCheckpoint() {
        return checkpoints().stream().mapToLong(Long::longValue).max();
    }

    /** Bytes of all its checkpoints, in their order. */
    public List<Long> checkpoints() {
        try (Stream<String> lines = Files.exists(log) ? Files.lines(log) : Stream.empty()) {
            return lines.map(CHECKPOINT::matcher)
                    .filter(Matcher::find)
                    .map(found -> Long.valueOf(found.group(1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
