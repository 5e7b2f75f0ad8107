package io.bloomline.schema;

/** How documents are written in their topic. */
public enum DocumentFormat {
    /** A JSON object with the fields of {@link Document}; fields of other names are ignored. */
    JSON,
    /** Avro single-object encoding of {@link Document}. */
    AVRO,
    /** The value is the text, in UTF-8; the Kafka key is the id. */
    TEXT;

    /** Reads documents of this format. */
    public DocumentReader reader() {
        return bytes -> {
            throw new UnsupportedOperationException("not there yet: " + this);
        };
    }
}
