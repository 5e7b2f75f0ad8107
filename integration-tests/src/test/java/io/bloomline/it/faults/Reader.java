package io.bloomline.it.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomline.it.guarantee.CompleteProvenance;
import io.bloomline.it.guarantee.Seen;
import io.bloomline.it.guarantee.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed, as it comes, from the first record of both topics to the last. */
final class Reader implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String deadLetters;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final List<Seen> outcomes = new ArrayList<>();
    private final List<String> incomplete = new ArrayList<>();
    private final Thread thread = new Thread(this::readOn, "reader");
    private volatile boolean last;

    private Reader(String bootstrapServers, String results, String deadLetters) {
        this.deadLetters = deadLetters;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.partitions = Stream.of(results, deadLetters)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    static Reader start(String bootstrapServers, String results, String deadLetters) {
        Reader reader = new Reader(bootstrapServers, results, deadLetters);
        reader.thread.setDaemon(true);
        reader.thread.start();
        return reader;
    }

    /** What it has seen so far, each partition in its order. */
    synchronized List<Seen> outcomes() {
        return List.copyOf(outcomes);
    }

    /** Which results so far don't say how they came to be, and why. */
    synchronized List<String> incomplete() {
        return List.copyOf(incomplete);
    }

    synchronized int seen() {
        return outcomes.size();
    }

    /** Reads what is there to its end, and then no more. */
    @Override
    public void close() {
        last = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while reading the last outcomes", e);
        }
    }

    private void readOn() {
        try (consumer) {
            while (!last) {
                readSome();
            }
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                readSome();
            }
        }
    }

    private void readSome() {
        for (ConsumerRecord<byte[], byte[]> found : consumer.poll(Duration.ofMillis(100))) {
            Seen outcome = outcome(found);
            List<String> missing =
                    found.topic().equals(deadLetters) ? List.of() : CompleteProvenance.violations(List.of(found));
            synchronized (this) {
                outcomes.add(outcome);
                incomplete.addAll(missing);
            }
        }
    }

    private Seen outcome(ConsumerRecord<byte[], byte[]> found) {
        long now = System.currentTimeMillis();
        try {
            if (found.topic().equals(deadLetters)) {
                return new Seen(version(new String(found.value(), UTF_8)), Seen.DEAD_LETTER, now);
            }
            JsonNode result = JSON.readTree(found.value());
            Version version = new Version(
                    new String(found.key(), UTF_8),
                    result.path("attributes").path("version").asInt(-1));
            return new Seen(version, result.path("text").asText().strip(), now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a dead letter: what was written, readable or not. */
    private static Version version(String value) throws IOException {
        return Document.named(
                value.startsWith("{") ? JSON.readTree(value).path("text").asText() : value);
    }
}
