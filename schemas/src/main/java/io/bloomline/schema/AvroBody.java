package io.bloomline.schema;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;

/**
 * A record in Avro's binary encoding, behind a header that says which schema it was written with. Avro's own decoders would
 * let bytes after the record pass, and their strings replace what is not UTF-8. Thread-safe.
 */
final class AvroBody<T extends SpecificRecord> {

    private static final int MORE_THAN_USUAL = 64;

    /** A buffer for what stands between long strings and vectors, which pass it by. */
    private static final EncoderFactory ENCODERS = new EncoderFactory().configureBufferSize(512);

    private final String type;
    private final Schema present;
    private final DatumWriter<T> writer;

    /** Bytes of the record before, as much as the next will need; that threads overwrite each other's does no harm. */
    private int usualBytes = 64;

    AvroBody(Class<T> type) {
        this.type = type.getSimpleName();
        this.present = GeneratedRecords.MODEL.getSchema(type);
        this.writer = new StrictAvro.Writer<>(present);
    }

    /** The schema that records are written with. */
    Schema present() {
        return present;
    }

    /** What records are called in messages. */
    String type() {
        return type;
    }

    byte[] write(byte[] header, T record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(usualBytes);
        BinaryEncoder encoder = ENCODERS.binaryEncoder(bytes, null);
        try {
            bytes.write(header);
            writer.write(record, encoder);
            encoder.flush();
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "This " + type + " can't be written as Avro: a required field is missing,"
                            + " or a string is not Unicode",
                    e);
        }
        usualBytes = bytes.size() + MORE_THAN_USUAL;
        return bytes.toByteArray();
    }

    /** Reads the record that begins behind a header of so many bytes. */
    T read(DatumReader<T> reader, byte[] bytes, int headerBytes) throws MalformedRecordException {
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(bytes, headerBytes, bytes.length - headerBytes, null);
        try {
            T record = reader.read(null, decoder);
            if (decoder.isEnd()) {
                return record;
            }
        } catch (StrictAvro.InvalidString e) {
            throw e.refusal();
        } catch (IOException
                | RuntimeException e) { // hostile bytes make Avro throw anything from index errors to its own
            throw malformed("The Avro body does not hold a " + type + " as its schema describes it (" + bytes.length
                    + " bytes in all): it is truncated or damaged.");
        }
        int surplus = decoder.remainingBytes();
        throw malformed(
                "The Avro body goes on for " + surplus + " bytes after the " + type + "; expected exactly one.");
    }

    static MalformedRecordException malformed(String message) {
        return new MalformedRecordException("malformed-avro", message);
    }
}
