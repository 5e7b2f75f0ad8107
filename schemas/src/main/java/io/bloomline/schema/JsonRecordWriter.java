package io.bloomline.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes one record as its schema describes it: null fields left out, bytes as base64, instants in ISO-8601, everything
 * else as JSON has it.
 */
final class JsonRecordWriter {

    private final JsonGenerator json;

    /** A vector is hundreds of numbers, and Jackson makes a string of each. */
    private final DecimalFloat decimal = new DecimalFloat();

    JsonRecordWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(Schema schema, Object value) throws IOException {
        switch (schema.getType()) {
            case RECORD -> writeRecord(schema, (IndexedRecord) value);
            case MAP -> writeMap(schema.getValueType(), (Map<?, ?>) value);
            case ARRAY -> writeArray(schema.getElementType(), (Collection<?>) value);
            case STRING -> json.writeString(encodable(value));
            case ENUM -> json.writeString(value.toString());
            case INT -> json.writeNumber((Integer) value);
            case LONG -> writeLong(value);
            case FLOAT -> writeFloat((Float) value);
            case BYTES -> writeBytes((ByteBuffer) value);
            default -> throw JsonRecordReader.noJsonForm(schema);
        }
    }

    private void writeRecord(Schema schema, IndexedRecord record) throws IOException {
        json.writeStartObject();
        for (Field field : schema.getFields()) {
            @Nullable Object value = record.get(field.pos());
            if (value != null) {
                json.writeFieldName(field.name());
                write(JsonRecordReader.withoutNull(field.schema()), value);
            } else if (!field.schema().isNullable()) {
                throw new IllegalArgumentException(
                        "Field " + field.name() + " of the " + schema.getName() + " is null; it is required");
            }
        }
        json.writeEndObject();
    }

    private void writeMap(Schema valueSchema, Map<?, ?> map) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.writeFieldName(encodable(entry.getKey()));
            write(valueSchema, entry.getValue());
        }
        json.writeEndObject();
    }

    private void writeArray(Schema elementSchema, Collection<?> array) throws IOException {
        json.writeStartArray();
        if (array instanceof FloatVector vector) {
            for (int i = 0; i < vector.size(); i++) {
                writeFloat(vector.at(i));
            }
        } else {
            for (Object element : array) {
                write(elementSchema, element);
            }
        }
        json.writeEndArray();
    }

    private void writeLong(Object value) throws IOException {
        if (value instanceof Instant instant) {
            json.writeString(instant.truncatedTo(ChronoUnit.MILLIS).toString());
        } else {
            json.writeNumber((Long) value);
        }
    }

    private void writeFloat(float value) throws IOException {
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException("A number of the record is " + value + ", which JSON can't hold");
        }
        if (decimal.write(value)) {
            json.writeNumber(decimal.text(), decimal.start(), decimal.text().length - decimal.start());
        } else {
            json.writeNumber(value);
        }
    }

    private void writeBytes(ByteBuffer bytes) throws IOException {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        json.writeBinary(copy);
    }

    private static String encodable(Object string) {
        String text = string.toString();
        StrictUtf8.requireEncodable(text);
        return text;
    }
}
