package io.bloomline.schema;

import org.apache.avro.specific.SpecificRecord;

final class AvroCodec<T extends SpecificRecord> implements RecordCodec<T> {

    AvroCodec(Class<T> type) {}

    @Override
    public byte[] write(T record) {
        throw new UnsupportedOperationException("not there yet");
    }

    @Override
    public T read(byte[] bytes) throws MalformedRecordException {
        throw new UnsupportedOperationException("not there yet");
    }
}
