package io.bloomline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomline.document.Sha256;
import io.bloomline.schema.DeadLetter;
import io.bloomline.schema.DeadLetterHeader;
import io.bloomline.schema.DeadLetterKind;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The form of a dead letter in Kafka: the original record, with the cause in headers that start with {@value #PREFIX}.
 * Sending the original again is sending key, value and the other headers.
 */
public final class DeadLetterHeaders {

    /** What the name of every header begins with that tells the cause. */
    public static final String PREFIX = "bloomline.error.";

    private static final String KIND = PREFIX + "kind";
    private static final String CODE = PREFIX + "code";
    private static final String MESSAGE = PREFIX + "message";
    private static final String ATTEMPTS = PREFIX + "attempts";
    private static final String TOPIC = PREFIX + "topic";
    private static final String PARTITION = PREFIX + "partition";
    private static final String OFFSET = PREFIX + "offset";
    private static final String TIMESTAMP = PREFIX + "timestamp";

    private static final String OMITTED = PREFIX + "omitted";
    private static final String VALUE_BYTES = PREFIX + "value-bytes";
    private static final String VALUE_SHA256 = PREFIX + "value-sha256";

    private static final String REDACTED = PREFIX + "redacted";

    /** A message that is longer is cut where even a dead letter without its original is too large. */
    private static final int SHORT_MESSAGE = 1_000;

    private DeadLetterHeaders() {}

    /**
     * The Kafka record of a dead letter.
     *
     * @param topic topic to write it to; Kafka chooses the partition by the key
     */
    public static ProducerRecord<byte[], byte[]> toRecord(DeadLetter letter, String topic) {
        return toRecord(letter, topic, Omission.NOTHING);
    }

    /**
     * The same without a part of the original, which further headers then describe: what is omitted, and size and SHA-256
     * of the value. Where the original stands is in the headers that every dead letter has.
     */
    public static ProducerRecord<byte[], byte[]> toRecord(DeadLetter letter, String topic, Omission without) {
        byte[] value = bytes(letter.getValue());
        long timestamp = letter.getTimestamp().toEpochMilli();
        ProducerRecord<byte[], byte[]> dead = new ProducerRecord<>(
                topic,
                null,
                timestamp < 0 ? null : timestamp, // the original had none, and Java's producer refuses to repeat that
                without.leavesOutKey() ? null : bytes(letter.getKey()),
                without.leavesOutValue() ? null : value);
        if (!without.leavesOutHeaders()) {
            letter.getHeaders().forEach(header -> dead.headers().add(header.getKey(), bytes(header.getValue())));
        }
        add(dead, KIND, letter.getKind().name().toLowerCase(Locale.ROOT));
        add(dead, CODE, letter.getCode());
        add(dead, MESSAGE, without == Omission.ALL ? shortened(letter.getMessage()) : letter.getMessage());
        add(dead, ATTEMPTS, letter.getAttempts());
        add(dead, TOPIC, letter.getTopic());
        add(dead, PARTITION, letter.getPartition());
        add(dead, OFFSET, letter.getOffset());
        add(dead, TIMESTAMP, timestamp);
        if (!letter.getRedacted().isEmpty()) {
            add(dead, REDACTED, String.join(",", letter.getRedacted()));
        }
        if (without != Omission.NOTHING) {
            add(dead, OMITTED, without.words());
            if (value != null) {
                add(dead, VALUE_BYTES, value.length);
                add(dead, VALUE_SHA256, Sha256.hex(value));
            }
        }
        return dead;
    }

    /** Whether a dead letter holds all of its original, but for personal data that was replaced in it. */
    public static boolean isWhole(ConsumerRecord<byte[], byte[]> found) {
        return sometimes(found, OMITTED).isEmpty() && !redacted(found).contains(RedactedDeadLetters.WITHHELD);
    }

    /**
     * The dead letter in a Kafka record, as it was given to {@link #toRecord}; empty when the record is none. Where the
     * original was a dead letter itself, of another job, its own headers are among the original's.
     */
    public static Optional<DeadLetter> read(ConsumerRecord<byte[], byte[]> found) {
        try {
            return Optional.of(DeadLetter.newBuilder()
                    .setKind(DeadLetterKind.valueOf(text(found, KIND).toUpperCase(Locale.ROOT)))
                    .setCode(text(found, CODE))
                    .setMessage(text(found, MESSAGE))
                    .setAttempts(Integer.parseInt(text(found, ATTEMPTS)))
                    .setTopic(text(found, TOPIC))
                    .setPartition(Integer.parseInt(text(found, PARTITION)))
                    .setOffset(Long.parseLong(text(found, OFFSET)))
                    .setTimestamp(Instant.ofEpochMilli(Long.parseLong(text(found, TIMESTAMP))))
                    .setKey(wrapped(found.key()))
                    .setValue(wrapped(found.value()))
                    .setHeaders(originals(found))
                    .setRedacted(redacted(found))
                    .build());
        } catch (IllegalArgumentException notWrittenHere) {
            return Optional.empty();
        }
    }

    private static String shortened(String message) {
        return message.length() <= SHORT_MESSAGE ? message : message.substring(0, SHORT_MESSAGE) + "…";
    }

    private static void add(ProducerRecord<byte[], byte[]> dead, String name, Object value) {
        dead.headers().add(name, value.toString().getBytes(UTF_8));
    }

    private static List<String> redacted(ConsumerRecord<byte[], byte[]> found) {
        return sometimes(found, REDACTED)
                .map(kinds -> List.of(kinds.split(",", -1)))
                .orElse(List.of());
    }

    private static String text(ConsumerRecord<byte[], byte[]> found, String name) {
        Header header = found.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException("no header " + name);
        }
        return new String(header.value(), UTF_8);
    }

    /** All headers before ours, which came last. */
    private static List<DeadLetterHeader> originals(ConsumerRecord<byte[], byte[]> found) {
        Header[] headers = found.headers().toArray();
        return Arrays.stream(headers, 0, firstOfOurs(headers))
                .map(header -> new DeadLetterHeader(header.key(), wrapped(header.value())))
                .toList();
    }

    /** The last of its name, since an original may have been a dead letter itself. */
    private static int firstOfOurs(Header[] headers) {
        for (int i = headers.length - 1; i >= 0; i--) {
            if (headers[i].key().equals(KIND)) {
                return i;
            }
        }
        return headers.length;
    }

    /** What a header of ours says that not every dead letter has. */
    private static Optional<String> sometimes(ConsumerRecord<byte[], byte[]> found, String name) {
        Header[] headers = found.headers().toArray();
        return Arrays.stream(headers, firstOfOurs(headers), headers.length)
                .filter(header -> header.key().equals(name) && header.value() != null)
                .map(header -> new String(header.value(), UTF_8))
                .findFirst();
    }

    private static @Nullable ByteBuffer wrapped(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
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
