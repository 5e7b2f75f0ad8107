package io.bloomline.job.file;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Job files for tests: the least that is valid, changed line by line. */
final class JobFileTexts {

    static final String MINIMAL =
            """
            job: test
            kafka:
              bootstrap.servers: localhost:9092
            source:
              topics: [documents]
            task:
              embed: {}
            model:
              name: bloom-nano-embedding
              endpoint: local:models
            sink:
              topic: embeddings
              dead-letters: dead
            """;

    private JobFileTexts() {}

    /** The least valid file with one piece replaced. */
    static String with(String piece, String replacement) {
        if (!MINIMAL.contains(piece)) {
            throw new IllegalArgumentException("no such piece: " + piece);
        }
        return MINIMAL.replace(piece, replacement);
    }

    /** The least valid file with a task of one line. */
    static String withTask(String task) {
        return with("  embed: {}", "  " + task);
    }

    static JobFile read(String yaml) {
        return read(yaml, Map.of());
    }

    static JobFile read(String yaml, Map<String, String> environment) {
        try {
            return new JobFileReader(name -> variable(environment, name)).parse("job.yaml", yaml);
        } catch (JobFileException refused) {
            throw new AssertionError(refused.lines().toString(), refused);
        }
    }

    /** The lines that a file is refused with. */
    static List<String> problems(String yaml) {
        try {
            new JobFileReader(name -> null).parse("job.yaml", yaml);
        } catch (JobFileException refused) {
            return refused.lines();
        }
        return List.of();
    }

    private static @Nullable String variable(Map<String, String> environment, String name) {
        return environment.get(name);
    }
}
