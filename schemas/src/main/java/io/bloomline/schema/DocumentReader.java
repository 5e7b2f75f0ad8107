package io.bloomline.schema;

/** Reads documents from bytes. Thread-safe. */
public interface DocumentReader {

    /**
     * Reads one document.
     *
     * @param value the bytes of one document, never null
     * @throws MalformedRecordException when the bytes are no document
     */
    Document read(byte[] value) throws MalformedRecordException;

    /** Reads documents by a codec. */
    static DocumentReader of(RecordCodec<Document> codec) {
        return value -> {
            Document document = codec.read(value);
            if (document.getId() != null && document.getId().isEmpty()) {
                throw new MalformedRecordException(
                        "empty-id",
                        "Field id is empty; give it a value, or leave it out to have the Kafka key as the id.");
            }
            return document;
        };
    }
}
