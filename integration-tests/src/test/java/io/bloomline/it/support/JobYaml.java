package io.bloomline.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Job files as a user would write them. */
public final class JobYaml {

    /** The endpoint of the project's own models in the job's process, wherever that was started. */
    public static final String OWN_MODELS = "local:" + Bloomline.HOME.resolve("deploy/triton/model-repository");

    private JobYaml() {}

    /**
     * Writes the file of a backfill from topic {@code documents} to {@code results} and {@code dead}.
     *
     * @param folder           where to write it
     * @param job              name of the job
     * @param bootstrapServers where the broker is
     * @param task             the task as YAML, such as <code>{embed: {}}</code>
     * @param model            name of a model in the project's own repository
     * @return the file
     */
    public static Path backfill(Path folder, String job, String bootstrapServers, String task, String model) {
        return backfill(folder, job, bootstrapServers, task, model, OWN_MODELS);
    }

    /** The same with a model that is somewhere else. */
    public static Path backfill(
            Path folder, String job, String bootstrapServers, String task, String model, String endpoint) {
        return backfill(
                folder,
                job,
                bootstrapServers,
                List.of("task: " + task, "model: {name: %s, endpoint: '%s'}".formatted(model, endpoint)));
    }

    /** The same with the lines of everything but topics and broker. */
    public static Path backfill(Path folder, String job, String bootstrapServers, List<String> lines) {
        return backfill(folder, job, bootstrapServers, lines, "exactly-once");
    }

    /** The same with another delivery. */
    public static Path backfill(Path folder, String job, String bootstrapServers, List<String> lines, String delivery) {
        try {
            return Files.writeString(
                    folder.resolve(job + ".yaml"),
                    """
                    job: %s
                    kafka: {bootstrap.servers: %s}
                    source: {topics: [documents], format: json, stop: at-end}
                    sink: {topic: results, format: json, dead-letters: dead, delivery: %s}
                    %s
                    """
                            .formatted(job, bootstrapServers, delivery, String.join("\n", lines)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
