package io.bloomline.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;

/**
 * Flink's command line in the container of the JobManager, used as a person would.
 *
 * @param jobManager the container
 * @param files      a folder of this machine that the container sees as {@link #FILES}
 */
record FlinkCommand(GenericContainer<?> jobManager, Path files) implements FlinkCluster.Site {

    /** Where job files are in that container. */
    static final String FILES = "/files";

    /** A folder that all of Flink's containers share. */
    static final String CHECKPOINTS = "/checkpoints";

    private static final Pattern SUBMITTED = Pattern.compile("JobID ([0-9a-f]{32})");

    @Override
    public String submit(Path file, int parallelism, @Nullable String from) {
        String there = FILES + "/" + file.getFileName();
        try {
            Files.copy(file, files.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command =
                new ArrayList<>(List.of("flink", "run", "--detached", "--parallelism", Integer.toString(parallelism)));
        if (from != null) {
            command.addAll(List.of("--fromSavepoint", from));
        }
        command.addAll(List.of(BloomlineImage.JAR, "run", there));
        Matcher submitted = SUBMITTED.matcher(said(command));
        if (!submitted.find()) {
            throw new AssertionError("flink run doesn't say which job it submitted");
        }
        return submitted.group(1);
    }

    @Override
    public Optional<String> newestCheckpoint(String job) {
        String newest = "ls -d %s/%s/chk-*/_metadata | sort --version-sort | tail -n 1".formatted(CHECKPOINTS, job);
        return Optional.of(said(List.of("sh", "-c", newest)).strip())
                .filter(found -> !found.isEmpty())
                .map(found -> "file:" + Path.of(found).getParent());
    }

    private String said(List<String> command) {
        try {
            ExecResult done = jobManager.execInContainer(command.toArray(String[]::new));
            if (done.getExitCode() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed: " + done.getStdout() + done.getStderr());
            }
            return done.getStdout();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while " + command.get(0) + " ran", e);
        }
    }
}
