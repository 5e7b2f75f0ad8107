package io.bloomline.job.deadletter;

import io.bloomline.job.file.JobFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A job's dead-letter topic as a reader of committed records sees it, from its oldest record to where it ended when this
 * was opened. Not thread-safe.
 */
final class DeadLetterTopic implements AutoCloseable {

    /** Without a record or an aborted transaction to pass for so long, nothing will come. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;
    private final Map<TopicPartition, Long> ends;
    private final Map<TopicPartition, ReplayProgress> replayed = new HashMap<>();

    /**
     * Looks where the topic begins and ends, and how far it was replayed.
     *
     * @throws org.apache.kafka.common.KafkaException when the broker doesn't answer, or refuses
     */
    DeadLetterTopic(JobFile job) {
        topic = job.sink().deadLetters();
        String group = job.job() + ":dead-letters";
        consumer =
                new KafkaConsumer<>(properties(job, group), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = partitions();
            ends = consumer.endOffsets(partitions);
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(ends.keySet());
            ends.forEach((partition, end) -> replayed.put(
                    partition, ReplayProgress.of(committed.get(partition)).within(end)));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        } catch (RuntimeException refused) {
            consumer.close();
            throw refused;
        }
    }

    String name() {
        return topic;
    }

    /** The consumer group whose committed offsets say what was replayed. */
    ConsumerGroupMetadata group() {
        return consumer.groupMetadata();
    }

    /** How far a partition was replayed when this was opened. */
    ReplayProgress replayed(TopicPartition partition) {
        return replayed.getOrDefault(partition, ReplayProgress.NONE);
    }

    /** Passes over what was replayed, where that is everything before an offset. */
    void skipReplayed(@Nullable String code) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(ends.keySet());
        beginnings.forEach((partition, beginning) ->
                consumer.seek(partition, Math.max(beginning, replayed(partition).next(code))));
    }

    /** Some more records; empty when there are no more. */
    List<ConsumerRecord<byte[], byte[]>> next() {
        Duration waited = Duration.ZERO;
        while (ends.entrySet().stream().anyMatch(end -> position(end.getKey()) < end.getValue())) {
            long before = positions();
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            consumer.poll(POLL).forEach(records::add);
            records.removeIf(Predicate.not(this::wasThere));
            if (!records.isEmpty()) {
                return records;
            }
            waited = positions() > before ? Duration.ZERO : waited.plus(POLL);
            if (waited.compareTo(PATIENCE) > 0) {
                throw new TimeoutException("no record of topic " + topic + " came within " + PATIENCE.toSeconds()
                        + " s, though it has more");
            }
        }
        return List.of();
    }

    /** Where the next record of each partition stands, or its end. */
    Map<TopicPartition, Long> progress() {
        return ends.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> Math.min(position(end.getKey()), end.getValue())));
    }

    private boolean wasThere(ConsumerRecord<byte[], byte[]> found) {
        return found.offset() < ends.getOrDefault(new TopicPartition(found.topic(), found.partition()), 0L);
    }

    private long position(TopicPartition partition) {
        return consumer.position(partition);
    }

    private long positions() {
        return ends.keySet().stream().mapToLong(this::position).sum();
    }

    private List<TopicPartition> partitions() {
        var found = consumer.partitionsFor(topic);
        if (found == null || found.isEmpty()) {
            throw new UnknownTopicOrPartitionException(topic);
        }
        return found.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private static Properties properties(JobFile job, String group) {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
        properties.putAll(job.kafka().values());
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        // What is deleted by its age while it is read is no loss: the rest is read on.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return properties;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
