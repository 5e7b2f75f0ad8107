package io.bloomline.schema;

import org.apache.avro.Schema;

/** The schemas that a registry knows by number. Thread-safe; may ask over the network, and so block. */
public interface RegisteredSchemas {

    /**
     * The schema of a number.
     *
     * @throws MalformedRecordException when there is none, or it is none of Avro's
     */
    Schema byNumber(int number) throws MalformedRecordException;

    /** The number of a schema that records are to be written with. */
    int numberOf(Schema schema);
}
