package io.bloomline.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The launcher script, run in a process of its own as a user would. */
public final class Bloomline {

    /** Root of the repository. */
    public static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    /** Generous, because it only ends what hangs. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private Bloomline() {}

    /**
     * What a run left behind.
     *
     * @param exitCode exit code
     * @param out      standard output
     * @param err      standard error
     */
    public record Finished(int exitCode, String out, String err) {}

    /** Runs it to its end from the root of the repository; fails when it takes longer than anyone would wait. */
    public static Finished run(List<String> arguments) {
        return run(arguments, Map.of());
    }

    /** The same with more environment variables. */
    public static Finished run(List<String> arguments, Map<String, String> environment) {
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
            Process process = builder.start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("bloomline " + arguments + " did not end within " + PATIENCE + "\n"
                        + Files.readString(out) + Files.readString(err));
            }
            Finished finished = new Finished(process.exitValue(), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return finished;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("bloomline could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while bloomline ran", e);
        }
    }
}
