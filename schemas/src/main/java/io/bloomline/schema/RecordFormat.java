package io.bloomline.schema;

/** How results and dead letters are written. */
public enum RecordFormat {
    /** A JSON object with the record's fields; absent fields are left out. */
    JSON,
    /** Avro single-object encoding: a marker, the schema's fingerprint, the record. */
    AVRO
}
