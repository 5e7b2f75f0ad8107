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

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(nestedAtMost(DocumentFormat.DEFAULT_MAX_DEPTH))
            // Attribute names are the producers' choice: remembering them would let a stream of new ones fill the
            // memory.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // Vectors are hundreds of floats, and Java 17's own conversions of them are slow and not the shortest.
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private final JsonFactory json;
    private final Schema schema;
    private final Class<T> type;

    JsonCodec(Class<T> type) {
        this(type, DocumentFormat.DEFAULT_MAX_DEPTH);
    }

    /** Reads what is nested in so many levels at most. */
    JsonCodec(Class<T> type, int maxDepth) {
        this.type = type;
        this.json = JSON.rebuild().streamReadConstraints(nestedAtMost(maxDepth)).build();
        this.schema = GeneratedRecords.MODEL.getSchema(type);
    }

    private static StreamReadConstraints nestedAtMost(int maxDepth) {
        return StreamReadConstraints.builder()
                .maxNestingDepth(maxDepth)
                .maxStringLength(Integer.MAX_VALUE) // how large a record may be is for those to say who have it read
                .maxNameLength(Integer.MAX_VALUE)
                .build();
    }

    @Override
    public byte[] write(T record) {
        ByteArrayBuilder bytes = new ByteArrayBuilder();
        try (JsonGenerator out = json.createGenerator(bytes)) {
            new JsonRecordWriter(out).write(schema, record);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    @Override
    public T read(byte[] bytes) throws MalformedRecordException {
        String text = StrictUtf8.decode(bytes, "the value");
        int start = text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? 0 : 1;
        try (JsonParser in = json.createParser(text.substring(start))) {
            try {
                return type.cast(new JsonRecordReader(in).readWhole(schema));
            } catch (JsonProcessingException e) {
                throw malformed(in, e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    /** Jackson's own messages quote the text, so they stay behind. */
    private MalformedRecordException malformed(JsonParser in, JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        String where = JsonRecordReader.place(location != null ? location : in.currentLocation());
        int depth = in.getParsingContext().getNestingDepth();
        int maxDepth = json.streamReadConstraints().getMaxNestingDepth();
        if (e instanceof StreamConstraintsException && depth > maxDepth) {
            return new MalformedRecordException(
                    "too-deep",
                    "The JSON is nested %,d levels deep, or more, at %s; limits.max-depth is %,d."
                            .formatted(depth, where, maxDepth));
        }
        return new MalformedRecordException(
                "malformed-json",
                "The value is no valid JSON at " + where + "; expected one JSON object, the " + type.getSimpleName()
                        + ".");
    }
}
