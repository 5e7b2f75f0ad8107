package io.bloomline.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Job files as a user would write them. */
public final class JobYaml {

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
        return backfill(folder, job, bootstrapServers, task, model, "local:deploy/triton/model-repository");
    }

    /** The same with a model that is somewhere else. */
    public static Path backfill(
            Path folder, String job, String bootstrapServers, String task, String model, String endpoint) {
        try {
            return Files.writeString(
                    folder.resolve(job + ".yaml"),
                    """
                    job: %s
                    kafka: {bootstrap.servers: %s}
                    source: {topics: [documents], format: json, stop: at-end}
                    task: %s
                    model: {name: %s, endpoint: %s}
                    sink: {topic: results, format: json, dead-letters: dead}
                    """
                            .formatted(job, bootstrapServers, task, model, endpoint));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
