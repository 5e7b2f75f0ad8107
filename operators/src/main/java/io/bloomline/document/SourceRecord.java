package io.bloomline.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read from Kafka. It is kept as bytes until the document is done, so that a checkpoint holds what
 * came in and a dead letter gives it back unchanged.
 *
 * @param topic     topic it was read from
 * @param partition partition it was read from
 * @param offset    offset it was read from
 * @param timestamp Kafka timestamp, milliseconds since the epoch; negative when the producer gave none
 * @param key       key, or null
 * @param value     value; null is a tombstone
 * @param headers   headers in their order
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and copying would double each document
public record SourceRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers) {

    /** Where the record stands, for messages: {@code topic docs, partition 3, offset 918}. */
    public String position() {
        return "topic " + topic + ", partition " + partition + ", offset " + offset;
    }
}
