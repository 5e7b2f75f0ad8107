package io.bloomline.job.deadletter;

import io.bloomline.job.file.JobFile;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What a dead-letter topic holds, by cause. */
public final class Inventory {

    private Inventory() {}

    /**
     * Reads the whole topic, as far as it is committed.
     *
     * @param code the only cause to look for; null for all
     * @return the most frequent cause first
     * @throws org.apache.kafka.common.KafkaException when the broker doesn't answer, or refuses
     */
    public static List<CauseCount> of(JobFile job, @Nullable String code) {
        Map<String, CauseCount> byCause = new HashMap<>();
        try (var topic = new DeadLetterTopic(job)) {
            for (var records = topic.next(); !records.isEmpty(); records = topic.next()) {
                for (ConsumerRecord<byte[], byte[]> found : records) {
                    CauseCount one = count(found, topic);
                    if (code == null || one.code().equals(code)) {
                        byCause.merge(one.kind() + " " + one.code(), one, CauseCount::plus);
                    }
                }
            }
        }
        return byCause.values().stream()
                .sorted(Comparator.comparingLong(CauseCount::count)
                        .reversed()
                        .thenComparing(CauseCount::kind)
                        .thenComparing(CauseCount::code))
                .toList();
    }

    private static CauseCount count(ConsumerRecord<byte[], byte[]> found, DeadLetterTopic topic) {
        DeadLetterRecord letter = DeadLetterRecord.of(found);
        ReplayProgress replayed = topic.replayed(new TopicPartition(found.topic(), found.partition()));
        boolean fresh = !replayed.covers(letter.code(), found.offset());
        return letter.letter()
                .map(known -> CauseCount.of(known, fresh))
                .orElseGet(() -> CauseCount.ofOther(found, fresh));
    }
}
