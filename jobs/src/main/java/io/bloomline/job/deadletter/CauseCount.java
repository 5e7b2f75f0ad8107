package io.bloomline.job.deadletter;

import io.bloomline.schema.DeadLetter;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The dead letters of one cause.
 *
 * @param kind    {@code unreadable} or {@code rejected}; {@code unknown} for records that are no dead letters
 * @param code    name of the cause
 * @param count   how many there are
 * @param fresh   how many of them no replay has looked at yet
 * @param newest  Kafka timestamp of the newest
 * @param example where the original of the newest stands
 * @param message what the newest says
 */
public record CauseCount(
        String kind, String code, long count, long fresh, Instant newest, String example, String message) {

    /** What records are called that somebody else wrote. */
    static final String NO_DEAD_LETTER = "no-dead-letter";

    static CauseCount of(DeadLetter letter, boolean fresh) {
        String example = "topic " + letter.getTopic() + ", partition " + letter.getPartition() + ", offset "
                + letter.getOffset();
        return new CauseCount(
                letter.getKind().name().toLowerCase(Locale.ROOT),
                letter.getCode(),
                1,
                fresh ? 1 : 0,
                letter.getTimestamp(),
                example,
                letter.getMessage());
    }

    static CauseCount ofOther(ConsumerRecord<byte[], byte[]> found, boolean fresh) {
        return new CauseCount(
                "unknown",
                NO_DEAD_LETTER,
                1,
                fresh ? 1 : 0,
                Instant.ofEpochMilli(found.timestamp()),
                "topic " + found.topic() + ", partition " + found.partition() + ", offset " + found.offset(),
                "The record was not written by Bloomline: it has no headers that tell a cause.");
    }

    /** Both together; of two that are equally old, the other is the example. */
    CauseCount plus(CauseCount other) {
        CauseCount newer = other.newest.isBefore(newest) ? this : other;
        return new CauseCount(
                kind, code, count + other.count, fresh + other.fresh, newer.newest, newer.example, newer.message);
    }
}
