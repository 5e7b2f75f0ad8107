package io.bloomline.schema;

/** How results and dead letters are written. */
public enum RecordFormat {
    /**
     * A JSON object with the record's fields in the schema's order; absent fields are left out, instants are ISO-8601 in
     * UTC, bytes are base64.
     */
    JSON,
    /** Avro single-object encoding: a marker, the schema's fingerprint, the record. */
    AVRO
}
