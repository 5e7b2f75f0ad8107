package io.bloomline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomline.schema.DeadLetter;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The form of a dead letter in Kafka: the original record, with the cause in headers that start with {@value #PREFIX}.
 * Sending the original again is sending key, value and the other headers.
 */
public final class DeadLetterHeaders {

    /** What the name of every header begins with that tells the cause. */
    public static final String PREFIX = "bloomline.error.";

    private DeadLetterHeaders() {}

    /**
     * The Kafka record of a dead letter.
     *
     * @param topic topic to write it to; Kafka chooses the partition by the key
     */
    public static ProducerRecord<byte[], byte[]> toRecord(DeadLetter letter, String topic) {
        ProducerRecord<byte[], byte[]> dead = new ProducerRecord<>(
                topic, null, letter.getTimestamp().toEpochMilli(), bytes(letter.getKey()), bytes(letter.getValue()));
        letter.getHeaders().forEach(header -> dead.headers().add(header.getKey(), bytes(header.getValue())));
        add(dead, "kind", letter.getKind().name().toLowerCase(Locale.ROOT));
        add(dead, "code", letter.getCode());
        add(dead, "message", letter.getMessage());
        add(dead, "attempts", letter.getAttempts());
        add(dead, "topic", letter.getTopic());
        add(dead, "partition", letter.getPartition());
        add(dead, "offset", letter.getOffset());
        add(dead, "timestamp", letter.getTimestamp().toEpochMilli());
        return dead;
    }

    private static void add(ProducerRecord<byte[], byte[]> dead, String name, Object value) {
        dead.headers().add(PREFIX + name, value.toString().getBytes(UTF_8));
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
