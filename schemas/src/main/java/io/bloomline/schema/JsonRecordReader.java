package io.bloomline.schema;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads one record as its schema describes it. A field that is null counts as absent; an absent field takes its default;
 * fields that the schema doesn't know are passed over unread. Every refusal names the field and the place, never what
 * stands there.
 */
final class JsonRecordReader {

    private final JsonParser json;

    JsonRecordReader(JsonParser json) {
        this.json = json;
    }

    /** The record that is the whole input. */
    Object readWhole(Schema schema) throws IOException, MalformedRecordException {
        if (json.nextToken() == null) {
            throw new MalformedRecordException(
                    "malformed-json", "The value is empty; expected one JSON object, the " + schema.getName() + ".");
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new MalformedRecordException(
                    "not-an-object",
                    "The value is " + found() + "; expected one JSON object, the " + schema.getName() + ".");
        }
        Object record = readRecord(schema);
        if (json.nextToken() != null) {
            throw new MalformedRecordException(
                    "trailing-content",
                    "After the JSON object there is more, at " + here() + "; expected exactly one object.");
        }
        return record;
    }

    /** {@code value} stands for the field in messages, and the parser at the value's first token. */
    private Object read(Schema schema, String field) throws IOException, MalformedRecordException {
        return switch (schema.getType()) {
            case RECORD -> {
                expect(json.isExpectedStartObjectToken(), field, "an object");
                yield readRecord(schema);
            }
            case MAP -> readMap(schema.getValueType(), field);
            case ARRAY -> readArray(schema, field);
            case STRING -> readString(field, "a string");
            case ENUM -> readEnum(schema, field);
            case INT -> {
                expect(isInteger(JsonParser.NumberType.INT), field, "a whole number of 32 bits");
                yield json.getIntValue();
            }
            case LONG -> readLong(schema, field);
            case FLOAT -> readFloat(field);
            case BYTES -> readBytes(field);
            default -> throw noJsonForm(schema);
        };
    }

    private Object readRecord(Schema schema) throws IOException, MalformedRecordException {
        IndexedRecord record = (IndexedRecord) GeneratedRecords.MODEL.newRecord(null, schema);
        boolean[] seen = new boolean[schema.getFields().size()];
        boolean[] set = new boolean[seen.length];
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            Field field = schema.getField(json.currentName());
            JsonToken token = json.nextToken();
            if (field == null) {
                json.skipChildren();
                continue;
            }
            refuseDuplicate(seen[field.pos()], field.name());
            seen[field.pos()] = true;
            if (token != JsonToken.VALUE_NULL) {
                record.put(field.pos(), read(withoutNull(field.schema()), field.name()));
                set[field.pos()] = true;
            }
        }
        for (Field field : schema.getFields()) {
            if (!set[field.pos()]) {
                record.put(field.pos(), defaultOf(field));
            }
        }
        return record;
    }

    private @Nullable Object defaultOf(Field field) throws MalformedRecordException {
        if (!field.hasDefaultValue()) {
            throw new MalformedRecordException(
                    "missing-field",
                    "Field " + field.name() + " is missing or null in the object that ends at " + here()
                            + "; it is required.");
        }
        // A copy, for Avro hands out one and the same default map to everybody.
        return GeneratedRecords.MODEL.deepCopy(field.schema(), GeneratedRecords.MODEL.getDefaultValue(field));
    }

    private Map<String, Object> readMap(Schema valueSchema, String field) throws IOException, MalformedRecordException {
        expect(json.isExpectedStartObjectToken(), field, "an object");
        Map<String, Object> map = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            refuseHalfPair(key, field);
            json.nextToken();
            refuseDuplicate(map.put(key, read(valueSchema, field)) != null, field);
        }
        return map;
    }

    private Collection<?> readArray(Schema schema, String field) throws IOException, MalformedRecordException {
        expect(json.isExpectedStartArrayToken(), field, "an array");
        Schema elementSchema = schema.getElementType();
        if (elementSchema.getType() == Schema.Type.FLOAT) {
            FloatVector.Builder vector = new FloatVector.Builder();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                vector.add(readFloat(field));
            }
            return vector.build();
        }
        Collection<Object> array = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            array.add(read(elementSchema, field));
        }
        return array;
    }

    private String readString(String field, String expected) throws IOException, MalformedRecordException {
        expect(json.currentToken() == JsonToken.VALUE_STRING, field, expected);
        String text = json.getText();
        refuseHalfPair(text, field);
        return text;
    }

    private Object readEnum(Schema schema, String field) throws IOException, MalformedRecordException {
        String expected = "one of " + schema.getEnumSymbols();
        String symbol = readString(field, expected);
        if (!schema.hasEnumSymbol(symbol)) {
            expect(schema.getEnumDefault() != null, field, expected);
            symbol = schema.getEnumDefault(); // a symbol of a later version
        }
        return GeneratedRecords.MODEL.createEnum(symbol, schema);
    }

    private Object readLong(Schema schema, String field) throws IOException, MalformedRecordException {
        if (schema.getLogicalType() instanceof LogicalTypes.TimestampMillis) {
            String expected = "an ISO-8601 instant such as 2026-11-01T12:00:00Z";
            try {
                return Instant.ofEpochMilli(
                        Instant.parse(readString(field, expected)).toEpochMilli());
            } catch (DateTimeException | ArithmeticException e) {
                throw wrongType(field, expected);
            }
        }
        expect(
                isInteger(JsonParser.NumberType.INT) || isInteger(JsonParser.NumberType.LONG),
                field,
                "a whole number of 64 bits");
        return json.getLongValue();
    }

    private float readFloat(String field) throws IOException, MalformedRecordException {
        String expected = "a number of 32 bits";
        expect(json.currentToken().isNumeric(), field, expected);
        float value = json.getFloatValue();
        expect(Float.isFinite(value), field, expected);
        return value;
    }

    private ByteBuffer readBytes(String field) throws IOException, MalformedRecordException {
        String expected = "bytes in base64";
        try {
            return ByteBuffer.wrap(Base64.getDecoder().decode(readString(field, expected)));
        } catch (IllegalArgumentException e) {
            throw wrongType(field, expected);
        }
    }

    private boolean isInteger(JsonParser.NumberType size) throws IOException {
        return json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getNumberType() == size;
    }

    private void expect(boolean asExpected, String field, String expected) throws MalformedRecordException {
        if (!asExpected) {
            throw wrongType(field, expected);
        }
    }

    private MalformedRecordException wrongType(String field, String expected) {
        return new MalformedRecordException(
                "wrong-type", "Field " + field + " has " + found() + " at " + here() + "; expected " + expected + ".");
    }

    private void refuseDuplicate(boolean duplicate, String field) throws MalformedRecordException {
        if (duplicate) {
            throw new MalformedRecordException(
                    "duplicate-field", "Field " + field + " stands twice, or has a key twice, at " + here() + ".");
        }
    }

    private void refuseHalfPair(String text, String field) throws MalformedRecordException {
        if (!StrictUtf8.canEncode(text)) {
            throw new MalformedRecordException(
                    "unpaired-surrogate",
                    "Field " + field + " has, in the string at " + here() + ", an escape that is half of a surrogate"
                            + " pair (\\uD800 to \\uDFFF); a character beyond \\uFFFF takes two such escapes.");
        }
    }

    private String found() {
        return switch (json.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> "something else";
        };
    }

    private String here() {
        return place(json.currentTokenLocation());
    }

    static String place(JsonLocation location) {
        return "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** What a field holds when it isn't null. */
    static Schema withoutNull(Schema schema) {
        return schema.isNullable() && schema.isUnion()
                ? schema.getTypes().get(schema.getTypes().size() - 1)
                : schema;
    }

    static IllegalStateException noJsonForm(Schema schema) {
        return new IllegalStateException("Schema type " + schema.getType() + " has no JSON form yet");
    }
}
