package io.bloomline.document;

import io.bloomline.schema.DeadLetter;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What became of a source record. Each outcome is written to Kafka as one record. */
public sealed interface Outcome {

    /**
     * An answer of the model.
     *
     * @param key       key of the Kafka record to write
     * @param body      an {@code Embedding}, {@code Translation} or {@code Generation}
     * @param headers   headers of the source record, carried over
     * @param timestamp timestamp of the source record, milliseconds since the epoch
     */
    @SuppressWarnings("ArrayRecordComponent") // see SourceRecord
    record Result(byte[] key, SpecificRecord body, List<Header> headers, long timestamp) implements Outcome {}

    /**
     * A deletion: the source record had a null value, so the result under this key is to be forgotten.
     *
     * @param key       key of the Kafka record to write
     * @param headers   headers of the source record, carried over
     * @param timestamp timestamp of the source record, milliseconds since the epoch
     */
    @SuppressWarnings("ArrayRecordComponent") // see SourceRecord
    record Tombstone(byte[] key, List<Header> headers, long timestamp) implements Outcome {}

    /**
     * No answer, and why.
     *
     * @param deadLetter the source record as it was, with the cause
     */
    record Refused(DeadLetter deadLetter) implements Outcome {}
}
