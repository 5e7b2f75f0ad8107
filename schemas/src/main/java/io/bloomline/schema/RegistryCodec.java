package io.bloomline.schema;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The wire format of Confluent's serializers: the byte 0, the number that a schema registry gave the writer's schema (four
 * bytes, big endian), the record in Avro's binary encoding. Reads single-object encoding as well, so that a topic may change
 * from one to the other.
 */
final class RegistryCodec<T extends SpecificRecord> implements RecordCodec<T> {

    private static final byte MARKER = 0;
    private static final int HEADER_BYTES = Byte.BYTES + Integer.BYTES;

    private final AvroBody<T> body;
    private final RecordCodec<T> singleObject;
    private final RegisteredSchemas schemas;
    private final boolean underAnyName;
    private final Map<Integer, DatumReader<T>> readers = new ConcurrentHashMap<>();
    private volatile byte @Nullable [] header;

    /**
     * For records of one type.
     *
     * @param underAnyName whether a writer may call the type what it likes; else only by its own name
     */
    RegistryCodec(Class<T> type, RegisteredSchemas schemas, boolean underAnyName) {
        this.body = new AvroBody<>(type);
        this.singleObject = new AvroCodec<>(type);
        this.schemas = schemas;
        this.underAnyName = underAnyName;
    }

    /** Whether a value says that it is in this format. */
    static boolean isMarked(byte[] bytes) {
        return bytes.length >= HEADER_BYTES && bytes[0] == MARKER;
    }

    @Override
    public byte[] write(T record) {
        byte[] known = header;
        if (known == null) {
            known = ByteBuffer.allocate(HEADER_BYTES)
                    .put(MARKER)
                    .putInt(schemas.numberOf(body.present()))
                    .array();
            header = known;
        }
        return body.write(known, record);
    }

    @Override
    public T read(byte[] bytes) throws MalformedRecordException {
        if (AvroCodec.isMarked(bytes)) {
            return singleObject.read(bytes);
        }
        if (!isMarked(bytes)) {
            throw AvroBody.malformed("The value (" + bytes.length
                    + " bytes) starts neither like the wire format of Confluent's serializers (the byte 00, then the"
                    + " four bytes of a schema's number) nor like Avro's single-object encoding (the bytes C3 01).");
        }
        int number = ByteBuffer.wrap(bytes).getInt(Byte.BYTES);
        DatumReader<T> reader = readers.get(number);
        if (reader == null) {
            reader = reader(number, schemas.byNumber(number));
            readers.put(number, reader);
        }
        return body.read(reader, bytes, HEADER_BYTES);
    }

    private DatumReader<T> reader(int number, Schema writer) throws MalformedRecordException {
        Schema present = body.present();
        Schema named = underAnyName ? named(writer, present) : writer;
        SchemaPairCompatibility pair = SchemaCompatibility.checkReaderWriterCompatibility(present, named);
        if (pair.getType() != SchemaCompatibilityType.COMPATIBLE) {
            throw new MalformedRecordException(
                    "unknown-schema",
                    "Schema " + number + " (" + writer.getFullName() + ") can't be read as a " + body.type() + ": "
                            + reason(pair));
        }
        return new StrictAvro.Reader<>(named, present);
    }

    /** A writer's record under our name for it: what a document is, its fields say. */
    private static Schema named(Schema writer, Schema present) {
        if (writer.getType() != Schema.Type.RECORD || writer.getFullName().equals(present.getFullName())) {
            return writer;
        }
        List<Schema.Field> fields = writer.getFields().stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(present.getName(), writer.getDoc(), present.getNamespace(), false, fields);
    }

    private static String reason(SchemaPairCompatibility pair) {
        return pair.getResult().getIncompatibilities().stream()
                .findFirst()
                .map(first -> first.getMessage() + " at " + first.getLocation())
                .orElse("they have nothing in common");
    }
}
