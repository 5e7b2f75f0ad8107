package io.bloomline.job.topic;

import io.bloomline.job.file.JobFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a reader of committed records finds in topics, from their oldest records to where they ended when this was opened.
 * Not thread-safe.
 */
public final class CommittedRecords implements AutoCloseable {

    /** Without a record or an aborted transaction to pass for so long, nothing will come. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(200);

    /** At the end of a topic the broker holds back its answer, and a consumer's close waits for it: half a second by default. */
    private static final Duration LONGEST_FETCH = Duration.ofMillis(50);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Collection<String> topics;
    private final Map<TopicPartition, Long> ends;

    /**
     * Looks where the topics begin and end.
     *
     * @param group consumer group, whose committed offsets are left alone
     * @throws org.apache.kafka.common.KafkaException when the broker doesn't answer, or refuses
     */
    public CommittedRecords(JobFile job, String group, Collection<String> topics) {
        this.topics = topics;
        consumer =
                new KafkaConsumer<>(properties(job, group), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions =
                    topics.stream().flatMap(topic -> partitions(topic).stream()).toList();
            ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        } catch (RuntimeException refused) {
            consumer.close();
            throw refused;
        }
    }

    /** Reads them, for who wants to start elsewhere or knows the group's offsets. */
    public KafkaConsumer<byte[], byte[]> consumer() {
        return consumer;
    }

    /** Where each partition ended. */
    public Map<TopicPartition, Long> ends() {
        return ends;
    }

    /** Where the oldest record of each partition is. */
    public Map<TopicPartition, Long> beginnings() {
        return consumer.beginningOffsets(ends.keySet());
    }

    /** Some more records; empty when there are no more. */
    public List<ConsumerRecord<byte[], byte[]>> next() {
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
                throw new TimeoutException("no record of topic " + String.join(", ", topics) + " came within "
                        + PATIENCE.toSeconds() + " s, though it has more");
            }
        }
        return List.of();
    }

    /** Where the next record of each partition stands, or its end. */
    public Map<TopicPartition, Long> progress() {
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

    private List<TopicPartition> partitions(String topic) {
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
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Long.toString(LONGEST_FETCH.toMillis()));
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
