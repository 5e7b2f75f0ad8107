package io.bloomline.schema;

import org.apache.avro.specific.SpecificRecord;

/** How results and dead letters are written. */
public enum RecordFormat implements RecordEncoding {
    /**
     * A JSON object with the record's fields in the schema's order; absent fields are left out, instants are ISO-8601 in
     * UTC, bytes are base64.
     */
    JSON,
    /** Avro single-object encoding: a marker, the schema's fingerprint, the record. */
    AVRO;

    @Override
    public <T extends SpecificRecord> RecordCodec<T> codec(Class<T> type) {
        return RecordCodec.of(this, type);
    }
}
