package io.bloomline.sink;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * How large a record may be: as it is, for the producer, and compressed, for its topic. A producer divides a batch that
 * is too large, so a record passes if it passes alone. Thread-safe.
 */
final class RecordLimits {

    /** What the producer takes unless its properties say otherwise, in bytes: Kafka's defaults. */
    private static final long MAX_REQUEST_SIZE = 1_048_576;

    private static final long BUFFER_MEMORY = 33_554_432;

    private final long producerLimit;
    private final String producerKey;
    private final Compression compression;
    private final Map<String, TopicLimit> topics;

    /**
     * Of a producer, for some topics.
     *
     * @param producer the producer's properties
     * @param topics   what the topics take, by name; no bound where one isn't known
     */
    RecordLimits(Properties producer, Map<String, TopicLimit> topics) {
        long request = number(producer, "max.request.size", MAX_REQUEST_SIZE);
        long buffer = number(producer, "buffer.memory", BUFFER_MEMORY);
        this.producerLimit = Math.min(request, buffer);
        this.producerKey = request <= buffer ? "max.request.size" : "buffer.memory";
        this.compression = Compressions.of(producer);
        this.topics = Map.copyOf(topics);
    }

    /**
     * What a topic takes.
     *
     * @param maxMessageBytes largest batch, compressed, headers and all
     * @param compression     what the broker compresses with anew; null when it keeps what the producer chose
     */
    record TopicLimit(long maxMessageBytes, @Nullable Compression compression) {}

    /** Whether a record of so many bytes, uncompressed and with its headers, surely passes. */
    boolean surelyPass(long bytes, String topic) {
        TopicLimit limit = topics.get(topic);
        return bytes <= producerLimit && (limit == null || mostCompressed(bytes) <= limit.maxMessageBytes());
    }

    /** What is too much about a record, as the end of a sentence that began with what it is; null when it passes. */
    @Nullable
    String excess(ProducerRecord<byte[], byte[]> written) {
        long bytes = AbstractRecords.estimateSizeInBytesUpperBound(
                RecordBatch.CURRENT_MAGIC_VALUE,
                compression.type(),
                written.key(),
                written.value(),
                written.headers().toArray());
        if (surelyPass(bytes, written.topic())) {
            return null;
        }
        if (bytes > producerLimit) {
            return words("%,d bytes; the producer takes %,d (kafka.%s)", bytes, producerLimit, producerKey);
        }
        TopicLimit topic = topics.get(written.topic());
        if (topic == null) {
            return null;
        }
        long sent = Math.max(
                compressed(written, compression),
                topic.compression() == null ? 0 : compressed(written, topic.compression()));
        return sent <= topic.maxMessageBytes()
                ? null
                : words(
                        "%,d bytes as it is sent; topic %s takes %,d (max.message.bytes)",
                        sent, written.topic(), topic.maxMessageBytes());
    }

    /** Exactly as the producer compresses it when it is sent alone. */
    private static long compressed(ProducerRecord<byte[], byte[]> written, Compression with) {
        return MemoryRecords.withRecords(
                        with,
                        new SimpleRecord(
                                written.timestamp() == null ? 0 : written.timestamp(),
                                Utils.wrapNullable(written.key()),
                                Utils.wrapNullable(written.value()),
                                written.headers().toArray()))
                .sizeInBytes();
    }

    /** What can't be compressed grows a little: each method stores such bytes as they are, in blocks with a head. */
    private static long mostCompressed(long bytes) {
        return bytes + bytes / 64 + 256;
    }

    private static long number(Properties producer, String key, long absent) {
        Object value = producer.get(key);
        return value == null ? absent : Long.parseLong(value.toString().trim());
    }

    private static String words(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
