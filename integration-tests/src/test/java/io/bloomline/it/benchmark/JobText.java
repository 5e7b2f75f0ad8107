package io.bloomline.it.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The job file of a measurement, as a user would write it: what isn't said is left as it is by default.
 *
 * @param name             name of the job, and of its topic of results
 * @param bootstrapServers where the broker is
 * @param source           topic of the documents
 * @param port             where the server is, on this machine
 * @param scenario         what is compared
 * @param delivery         {@code exactly-once} or {@code at-least-once}
 */
record JobText(String name, String bootstrapServers, String source, int port, Scenario scenario, String delivery) {

    private static final int LONGEST = 1024;

    /** Dead letters of all jobs. */
    static final String DEAD_LETTERS = "dead-letters";

    /** Writes it into a folder. */
    Path writeTo(Path folder) {
        try {
            return Files.writeString(folder.resolve(name + ".yaml"), text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text() {
        int maxItems = scenario.gpu().maxRows();
        return """
                job: %s
                kafka: {bootstrap.servers: %s}
                source: {topics: [%s], format: avro}
                task: {embed: {}}
                model: {name: embedder, endpoint: 'grpc://127.0.0.1:%d'}
                batching: {max-items: %d, max-tokens: %d, max-delay: 0ms, max-pending: %d}
                sink: {topic: %s, format: avro, dead-letters: %s, delivery: %s}
                flink: {parallelism.default: %d}
                """
                .formatted(
                        name,
                        bootstrapServers,
                        source,
                        port,
                        maxItems,
                        maxItems * LONGEST,
                        scenario.pool() / scenario.parallelism(),
                        name,
                        DEAD_LETTERS,
                        delivery,
                        scenario.parallelism());
    }
}
