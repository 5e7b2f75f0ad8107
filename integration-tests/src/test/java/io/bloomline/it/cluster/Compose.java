package io.bloomline.it.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomline.it.support.Bloomline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code docker compose} on the file that people use.
 *
 * @param command     the command that this machine has for it
 * @param environment variables in place of those in {@code .env}
 */
record Compose(List<String> command, Map<String, String> environment) {

    private static final Path FOLDER = Bloomline.HOME.resolve("deploy/compose");

    /** The command, as a plug-in of docker's or as a program of its own; empty where there is neither. */
    static Optional<List<String>> here() {
        return Stream.of(List.of("docker", "compose"), List.of("docker-compose"))
                .filter(command -> {
                    try {
                        return run(command, Map.of(), List.of("version")).code() == 0;
                    } catch (UncheckedIOException none) {
                        return false;
                    }
                })
                .findFirst();
    }

    /** Does something to its end; returns what was said. */
    String run(String... arguments) {
        Said said = run(command, environment, List.of(arguments));
        if (said.code() != 0) {
            throw new AssertionError("compose " + String.join(" ", arguments) + " failed: " + said.text());
        }
        return said.text();
    }

    private record Said(int code, String text) {}

    private static Said run(List<String> command, Map<String, String> environment, List<String> arguments) {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(whole).directory(FOLDER.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            String text = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Said(process.onExit().join().exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
