package io.bloomline.job.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what jobs have committed, as any reader downstream would. Not thread-safe. */
final class OutcomeReader implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Collection<TopicPartition> partitions;
    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();

    /** Reads these topics from their beginning. */
    OutcomeReader(String bootstrapServers, Collection<String> topics) {
        var properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(OutcomeReader::partition)
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Takes what has come since; waits at most so long for the first. */
    void poll(Duration timeout) {
        for (ConsumerRecord<byte[], byte[]> found : consumer.poll(timeout)) {
            records.computeIfAbsent(found.topic(), topic -> new ArrayList<>()).add(found);
        }
    }

    /** Takes everything that is committed by now. */
    void pollToEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll(Duration.ofMillis(100));
        }
    }

    /** What a topic has given so far. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return records.getOrDefault(topic, List.of());
    }

    /** A dead letter out of its record. */
    static Refusal refusal(ConsumerRecord<byte[], byte[]> found) {
        return new Refusal(
                new String(found.key(), UTF_8),
                found.value(),
                header(found, "kind"),
                header(found, "code"),
                header(found, "message"));
    }

    private static String header(ConsumerRecord<byte[], byte[]> found, String name) {
        Header header = found.headers().lastHeader("bloomline.error." + name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
