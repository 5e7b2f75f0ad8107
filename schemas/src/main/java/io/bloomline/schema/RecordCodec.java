package io.bloomline.schema;

import org.apache.avro.specific.SpecificRecord;

/**
 * Writes and reads records of one type in one format. Thread-safe.
 *
 * @param <T> one of {@link Document}, {@link Embedding}, {@link Translation}, {@link Generation}, {@link DeadLetter}
 */
public interface RecordCodec<T extends SpecificRecord> {

    /** The codec for records of a type in a format. */
    static <T extends SpecificRecord> RecordCodec<T> of(RecordFormat format, Class<T> type) {
        return switch (format) {
            case JSON -> new JsonCodec<>(type);
            case AVRO -> new AvroCodec<>(type);
        };
    }

    /**
     * The codec for records of a type in the wire format of Confluent's serializers, which reads single-object encoding
     * too. What its registry throws when it can't be asked, the codec throws.
     */
    static <T extends SpecificRecord> RecordCodec<T> registered(RegisteredSchemas schemas, Class<T> type) {
        return new RegistryCodec<>(type, schemas, false);
    }

    /** The same for documents, whatever their writers' schemas call them. */
    static RecordCodec<Document> ofRegisteredDocuments(RegisteredSchemas schemas) {
        return new RegistryCodec<>(Document.class, schemas, true);
    }

    /**
     * Writes one record.
     *
     * @throws IllegalArgumentException when the record can't be written: a required field is null, a number isn't
     *     finite (JSON only), or a string has an unpaired surrogate
     */
    byte[] write(T record);

    /**
     * Reads one record.
     *
     * @param bytes the bytes of exactly one record, never null
     * @throws MalformedRecordException when the bytes are no such record; nothing else is ever thrown
     */
    T read(byte[] bytes) throws MalformedRecordException;
}
