package io.bloomline.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** JSON in UTF-8 as the schema describes it: one object, its fields named and ordered as in the schema. */
final class JsonCodec<T extends SpecificRecord> implements RecordCodec<T> {

    /** Deep enough for any sensible field that is ignored; our own records are four deep. */
    static final int MAX_DEPTH = 100;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE) // how large a record may be is Kafka's to say
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            // Attribute names are the producers' choice: remembering them would let a stream of new ones fill the
            // memory.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // Vectors are hundreds of floats, and Java 17's own conversions of them are slow and not the shortest.
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private final Schema schema;
    private final Class<T> type;

    JsonCodec(Class<T> type) {
        this.type = type;
        this.schema = GeneratedRecords.MODEL.getSchema(type);
    }

    @Override
    public byte[] write(T record) {
        ByteArrayBuilder bytes = new ByteArrayBuilder();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            new JsonRecordWriter(json).write(schema, record);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    @Override
    public T read(byte[] bytes) throws MalformedRecordException {
        String text = StrictUtf8.decode(bytes, "the value");
        int start = text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? 0 : 1;
        try (JsonParser json = JSON.createParser(text.substring(start))) {
            try {
                return type.cast(new JsonRecordReader(json).readWhole(schema));
            } catch (JsonProcessingException e) {
                throw malformed(json, e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    /** Jackson's own messages quote the text, so they stay behind. */
    private MalformedRecordException malformed(JsonParser json, JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        String where = JsonRecordReader.place(location != null ? location : json.currentLocation());
        if (e instanceof StreamConstraintsException && json.getParsingContext().getNestingDepth() > MAX_DEPTH) {
            return new MalformedRecordException(
                    "too-deep", "The JSON is nested deeper than " + MAX_DEPTH + " levels at " + where + ".");
        }
        return new MalformedRecordException(
                "malformed-json",
                "The value is no valid JSON at " + where + "; expected one JSON object, the " + type.getSimpleName()
                        + ".");
    }
}
