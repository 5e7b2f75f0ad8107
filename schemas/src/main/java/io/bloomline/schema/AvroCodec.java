package io.bloomline.schema;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;

/**
 * Avro single-object encoding: the marker C3 01, the CRC-64-AVRO fingerprint of the writer's schema (eight bytes, little
 * endian), the record in binary. Avro's own decoder of it would let bytes after the record pass, and its strings
 * replace what is not UTF-8.
 */
final class AvroCodec<T extends SpecificRecord> implements RecordCodec<T> {

    private static final short MARKER = (short) 0xC301;
    private static final int HEADER_BYTES = Short.BYTES + Long.BYTES;
    private static final int MORE_THAN_USUAL = 64;

    /** A buffer for what stands between long strings and vectors, which pass it by. */
    private static final EncoderFactory ENCODERS = new EncoderFactory().configureBufferSize(512);

    private final String type;
    private final byte[] header;
    private final DatumWriter<T> writer;
    private final Map<Long, DatumReader<T>> readers = new HashMap<>();

    /** Bytes of the record before, as much as the next will need; that threads overwrite each other's does no harm. */
    private int usualBytes = 64;

    AvroCodec(Class<T> type) {
        this(type, ReleasedSchemas.of(GeneratedRecords.MODEL.getSchema(type).getFullName()));
    }

    /** Reads records written with the present schema of the type, or with one of the given. */
    AvroCodec(Class<T> type, List<Schema> writerSchemas) {
        Schema present = GeneratedRecords.MODEL.getSchema(type);
        this.type = type.getSimpleName();
        this.writer = new StrictAvro.Writer<>(present);
        this.header = header(present);
        for (Schema earlier : writerSchemas) {
            readers.put(fingerprint(earlier), new StrictAvro.Reader<>(earlier, present));
        }
        readers.put(fingerprint(present), new StrictAvro.Reader<>(present, present));
    }

    private static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }

    private static byte[] header(Schema schema) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .putShort(MARKER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(fingerprint(schema))
                .array();
    }

    @Override
    public byte[] write(T record) {
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

    @Override
    public T read(byte[] bytes) throws MalformedRecordException {
        DatumReader<T> reader = readerFor(bytes);
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
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

    private DatumReader<T> readerFor(byte[] bytes) throws MalformedRecordException {
        ByteBuffer start = ByteBuffer.wrap(bytes);
        if (bytes.length < HEADER_BYTES || start.getShort() != MARKER) {
            throw malformed("The value (" + bytes.length + " bytes) does not start like Avro's single-object encoding:"
                    + " the bytes C3 01, then the eight bytes of the schema's fingerprint." + confluentHint(bytes));
        }
        long fingerprint = start.order(ByteOrder.LITTLE_ENDIAN).getLong();
        DatumReader<T> reader = readers.get(fingerprint);
        if (reader == null) {
            throw new MalformedRecordException(
                    "unknown-schema",
                    "The schema with fingerprint %016x is none of the %d known %s schemas; write with a released one, or update Bloomline first."
                            .formatted(fingerprint, readers.size(), type));
        }
        return reader;
    }

    private static String confluentHint(byte[] bytes) {
        return bytes.length > Integer.BYTES && bytes[0] == 0
                ? " It looks like the wire format of Confluent's serializers, which is not read."
                : "";
    }

    private static MalformedRecordException malformed(String message) {
        return new MalformedRecordException("malformed-avro", message);
    }
}
