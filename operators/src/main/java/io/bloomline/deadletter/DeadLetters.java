package io.bloomline.deadletter;

import io.bloomline.document.Header;
import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureKind;
import io.bloomline.schema.DeadLetter;
import io.bloomline.schema.DeadLetterHeader;
import io.bloomline.schema.DeadLetterKind;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns source records that have no answer into dead letters. */
public final class DeadLetters {

    private DeadLetters() {}

    /**
     * The dead letter of a record.
     *
     * @param source   the record, given back to the byte
     * @param failure  why; {@code UNREADABLE} or {@code REJECTED}, since nothing else is a document's fault
     * @param attempts how many times the model was asked
     */
    public static Outcome.Refused of(SourceRecord source, Failure failure, int attempts) {
        return new Outcome.Refused(DeadLetter.newBuilder()
                .setKind(kind(failure.kind()))
                .setCode(failure.code())
                .setMessage(failure.message() + " (" + source.position() + ")")
                .setAttempts(attempts)
                .setTopic(source.topic())
                .setPartition(source.partition())
                .setOffset(source.offset())
                .setTimestamp(Instant.ofEpochMilli(source.timestamp()))
                .setKey(wrapped(source.key()))
                .setValue(wrapped(source.value()))
                .setHeaders(headers(source.headers()))
                .build());
    }

    private static DeadLetterKind kind(FailureKind kind) {
        return switch (kind) {
            case UNREADABLE -> DeadLetterKind.UNREADABLE;
            case REJECTED -> DeadLetterKind.REJECTED;
            case TRANSIENT, MISCONFIGURED ->
                throw new IllegalArgumentException(
                        "a " + kind + " failure is no document's fault, so it makes no dead letter");
        };
    }

    private static List<DeadLetterHeader> headers(List<Header> headers) {
        return headers.stream()
                .map(header -> new DeadLetterHeader(header.key(), wrapped(header.value())))
                .toList();
    }

    private static @Nullable ByteBuffer wrapped(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
