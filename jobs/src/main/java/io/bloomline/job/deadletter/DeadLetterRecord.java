package io.bloomline.job.deadletter;

import io.bloomline.deadletter.DeadLetterHeaders;
import io.bloomline.schema.DeadLetter;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A record of a dead-letter topic.
 *
 * @param partition where it stands
 * @param offset    where it stands
 * @param letter    the dead letter in it; empty when somebody else wrote it
 * @param whole     whether it holds all of its original
 */
record DeadLetterRecord(TopicPartition partition, long offset, Optional<DeadLetter> letter, boolean whole) {

    static DeadLetterRecord of(ConsumerRecord<byte[], byte[]> found) {
        return new DeadLetterRecord(
                new TopicPartition(found.topic(), found.partition()),
                found.offset(),
                DeadLetterHeaders.read(found),
                DeadLetterHeaders.isWhole(found));
    }

    /** The name of its cause. */
    String code() {
        return letter.map(DeadLetter::getCode).orElse(CauseCount.NO_DEAD_LETTER);
    }
}
