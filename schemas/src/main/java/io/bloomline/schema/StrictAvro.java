package io.bloomline.schema;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.ResolvingDecoder;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.util.Utf8;

/** Avro's readers and writers of generated records, except that strings are never altered, and vectors not boxed. */
final class StrictAvro {

    private StrictAvro() {}

    static final class Reader<T> extends SpecificDatumReader<T> {

        Reader(Schema writer, Schema reader) {
            super(writer, reader, GeneratedRecords.MODEL);
        }

        @Override
        protected Object readString(Object old, Schema expected, Decoder in) throws IOException {
            Utf8 undecoded = in.readString(null);
            try {
                return StrictUtf8.decode(undecoded.getBytes(), "a string in the Avro body");
            } catch (MalformedRecordException e) {
                throw new InvalidString(e);
            }
        }

        @Override
        protected Object readArray(Object old, Schema expected, ResolvingDecoder in) throws IOException {
            if (expected.getElementType().getType() != Schema.Type.FLOAT) {
                return super.readArray(old, expected, in);
            }
            FloatVector.Builder vector = new FloatVector.Builder();
            for (long block = in.readArrayStart(); block > 0; block = in.arrayNext()) {
                for (long i = 0; i < block; i++) {
                    vector.add(in.readFloat());
                }
            }
            return vector.build();
        }
    }

    static final class Writer<T> extends SpecificDatumWriter<T> {

        Writer(Schema schema) {
            super(schema, GeneratedRecords.MODEL);
        }

        @Override
        protected void writeString(Object string, Encoder out) throws IOException {
            StrictUtf8.requireEncodable((CharSequence) string);
            super.writeString(string, out);
        }

        @Override
        protected void writeArray(Schema schema, Object array, Encoder out) throws IOException {
            if (!(array instanceof FloatVector vector)) {
                super.writeArray(schema, array, out);
                return;
            }
            out.writeArrayStart();
            if (!vector.isEmpty()) {
                out.setItemCount(vector.size());
                out.writeFixed(vector.littleEndian()); // in binary, as many floats one after the other
            }
            out.writeArrayEnd();
        }
    }

    /** Carries the refusal of a string out through Avro, which lets only this kind of exception pass unchanged. */
    static final class InvalidString extends IOException {

        private final MalformedRecordException refusal;

        InvalidString(MalformedRecordException refusal) {
            super(refusal);
            this.refusal = refusal;
        }

        MalformedRecordException refusal() {
            return refusal;
        }
    }
}
