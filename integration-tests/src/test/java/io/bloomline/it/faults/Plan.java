package io.bloomline.it.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomline.it.cluster.Cluster;
import io.bloomline.it.support.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/**
 * A job and its topics, each of which it has to itself.
 *
 * @param name    of the job
 * @param format  of its documents
 * @param load    what documents it gets
 * @param pending most documents under way in a subtask
 * @param kafka   further Kafka properties, as YAML's flow style has them, each after a comma
 * @param flink   a further line of Flink's configuration
 */
record Plan(String name, String format, Load load, int pending, String kafka, String flink) {

    /** Most documents of a batch. */
    static final int BATCH = 8;

    private static final int PENDING = 64;
    private static final int PARTITIONS = 4;

    static Plan of(String name) {
        return new Plan(name, "json", Load.USUAL, PENDING, "", "");
    }

    Plan withFormat(String format) {
        return new Plan(name, format, load, pending, kafka, flink);
    }

    Plan withLoad(Load load) {
        return new Plan(name, format, load, pending, kafka, flink);
    }

    Plan withPending(int most) {
        return new Plan(name, format, load, most, kafka, flink);
    }

    Plan withKafka(String property) {
        return new Plan(name, format, load, pending, kafka + ", " + property, flink);
    }

    Plan withFlink(String setting) {
        return new Plan(name, format, load, pending, kafka, setting);
    }

    String documents() {
        return name + ".in";
    }

    String results() {
        return name + ".out";
    }

    String deadLetters() {
        return name + ".dead";
    }

    void createTopics(Cluster cluster) {
        Topics topics = new Topics(cluster.broker().directServers());
        topics.create(documents(), PARTITIONS);
        topics.create(results(), PARTITIONS / 2); // keys that share a partition of documents share one of results
        topics.create(deadLetters(), 1);
    }

    /** The partition that documents of a key are written to. */
    int partition(String key) {
        return BuiltInPartitioner.partitionForKey(key.getBytes(UTF_8), PARTITIONS);
    }

    /** Writes the job file. */
    Path write(Cluster cluster) {
        try {
            return Files.writeString(
                    cluster.folder().resolve(name + ".yaml"),
                    """
                    job: %1$s
                    kafka: {bootstrap.servers: %2$s%4$s}
                    source: {topics: [%1$s.in], format: %6$s}
                    task: {generate: {prompt: '{text}'}}
                    model: {name: bloom-nano, endpoint: %3$s, timeout: 2s}
                    batching: {max-items: %7$s, max-pending: %8$s}
                    sink: {topic: %1$s.out, dead-letters: %1$s.dead}
                    flink:
                      execution.checkpointing.interval: 500ms
                      restart-strategy.type: fixed-delay
                      restart-strategy.fixed-delay.attempts: 100000
                      restart-strategy.fixed-delay.delay: 300ms
                      %5$s
                    """
                            .formatted(
                                    name,
                                    cluster.broker().jobServers(),
                                    cluster.models().endpoint(),
                                    kafka,
                                    flink,
                                    format,
                                    BATCH,
                                    pending));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
