package io.bloomline.schema;

import java.io.Serializable;
import org.apache.avro.specific.SpecificRecord;

/** How results are written in their topic. */
public interface RecordEncoding extends Serializable {

    /** The codec for records of a type. */
    <T extends SpecificRecord> RecordCodec<T> codec(Class<T> type);
}
