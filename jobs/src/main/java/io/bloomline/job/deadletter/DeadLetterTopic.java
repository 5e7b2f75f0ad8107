package io.bloomline.job.deadletter;

import io.bloomline.job.file.JobFile;
import io.bloomline.job.topic.CommittedRecords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A job's dead-letter topic as a reader of committed records sees it, from its oldest record to where it ended when this
 * was opened. Not thread-safe.
 */
final class DeadLetterTopic implements AutoCloseable {

    private final CommittedRecords records;
    private final String topic;
    private final Map<TopicPartition, ReplayProgress> replayed = new HashMap<>();

    /**
     * Looks where the topic begins and ends, and how far it was replayed.
     *
     * @throws org.apache.kafka.common.KafkaException when the broker doesn't answer, or refuses
     */
    DeadLetterTopic(JobFile job) {
        topic = job.sink().deadLetters();
        records = new CommittedRecords(job, job.job() + ":dead-letters", List.of(topic));
        try {
            Map<TopicPartition, Long> ends = records.ends();
            Map<TopicPartition, OffsetAndMetadata> committed =
                    records.consumer().committed(ends.keySet());
            ends.forEach((partition, end) -> replayed.put(
                    partition, ReplayProgress.of(committed.get(partition)).within(end)));
        } catch (RuntimeException refused) {
            records.close();
            throw refused;
        }
    }

    String name() {
        return topic;
    }

    /** The consumer group whose committed offsets say what was replayed. */
    ConsumerGroupMetadata group() {
        return records.consumer().groupMetadata();
    }

    /** How far a partition was replayed when this was opened. */
    ReplayProgress replayed(TopicPartition partition) {
        return replayed.getOrDefault(partition, ReplayProgress.NONE);
    }

    /** Passes over what was replayed, where that is everything before an offset. */
    void skipReplayed(@Nullable String code) {
        records.beginnings().forEach((partition, beginning) -> records.consumer()
                .seek(partition, Math.max(beginning, replayed(partition).next(code))));
    }

    /** Some more records; empty when there are no more. */
    List<ConsumerRecord<byte[], byte[]>> next() {
        return records.next();
    }

    /** Where the next record of each partition stands, or its end. */
    Map<TopicPartition, Long> progress() {
        return records.progress();
    }

    @Override
    public void close() {
        records.close();
    }
}
