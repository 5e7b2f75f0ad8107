package io.bloomline.schema;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Avro single-object encoding: the marker C3 01, the CRC-64-AVRO fingerprint of the writer's schema (eight bytes, little
 * endian), the record in binary.
 */
final class AvroCodec<T extends SpecificRecord> implements RecordCodec<T> {

    private static final short MARKER = (short) 0xC301;
    private static final int HEADER_BYTES = Short.BYTES + Long.BYTES;

    private final AvroBody<T> body;
    private final byte[] header;
    private final Map<Long, DatumReader<T>> readers = new HashMap<>();

    AvroCodec(Class<T> type) {
        this(type, ReleasedSchemas.of(GeneratedRecords.MODEL.getSchema(type).getFullName()));
    }

    /** Reads records written with the present schema of the type, or with one of the given. */
    AvroCodec(Class<T> type, List<Schema> writerSchemas) {
        this.body = new AvroBody<>(type);
        Schema present = body.present();
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
        return body.write(header, record);
    }

    @Override
    public T read(byte[] bytes) throws MalformedRecordException {
        return body.read(readerFor(bytes), bytes, HEADER_BYTES);
    }

    /** Whether a value says that it is in this encoding. */
    static boolean isMarked(byte[] bytes) {
        return bytes.length >= HEADER_BYTES && ByteBuffer.wrap(bytes).getShort() == MARKER;
    }

    private DatumReader<T> readerFor(byte[] bytes) throws MalformedRecordException {
        if (!isMarked(bytes)) {
            throw AvroBody.malformed("The value (" + bytes.length
                    + " bytes) does not start like Avro's single-object encoding:"
                    + " the bytes C3 01, then the eight bytes of the schema's fingerprint." + registryHint(bytes));
        }
        long fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(Short.BYTES);
        DatumReader<T> reader = readers.get(fingerprint);
        if (reader == null) {
            throw new MalformedRecordException(
                    "unknown-schema",
                    "The schema with fingerprint %016x is none of the %d known %s schemas; write with a released one, or update Bloomline first."
                            .formatted(fingerprint, readers.size(), body.type()));
        }
        return reader;
    }

    private static String registryHint(byte[] bytes) {
        return RegistryCodec.isMarked(bytes)
                ? " It looks like the wire format of Confluent's serializers: say in the job file where their schema registry is (registry.url)."
                : "";
    }
}
