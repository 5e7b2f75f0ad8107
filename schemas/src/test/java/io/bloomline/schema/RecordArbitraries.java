package io.bloomline.schema;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;

/** Arbitrary records of any type, made from its schema. */
final class RecordArbitraries {

    static final List<Class<? extends SpecificRecord>> TYPES =
            List.of(Document.class, Embedding.class, Translation.class, Generation.class, DeadLetter.class);

    private RecordArbitraries() {}

    /** Any text that UTF-8 can hold, with more control characters, line separators and emoji than chance would give. */
    static Arbitrary<String> texts() {
        return Arbitraries.frequencyOf(
                        Tuple.of(4, Arbitraries.integers().between(' ', '~')),
                        Tuple.of(1, Arbitraries.integers().between(0, 0x1F)),
                        Tuple.of(2, Arbitraries.integers().between(0x80, 0xD7FF)),
                        Tuple.of(1, Arbitraries.integers().between(0xE000, 0xFFFF)),
                        Tuple.of(1, Arbitraries.integers().between(0x1F300, 0x1FAFF)),
                        Tuple.of(1, Arbitraries.integers().between(0x10000, 0x10FFFF)))
                .list()
                .ofMaxSize(50)
                .map(points -> points.stream().map(Character::toString).collect(Collectors.joining()));
    }

    static <T extends SpecificRecord> Arbitrary<T> of(Class<T> type) {
        return ofSchema(GeneratedRecords.MODEL.getSchema(type)).map(type::cast);
    }

    private static Arbitrary<?> ofSchema(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> records(schema);
            case UNION -> ofSchema(schema.getTypes().get(1)).injectNull(0.3);
            case STRING -> texts();
            case MAP ->
                Arbitraries.maps(texts(), ofSchema(schema.getValueType())).ofMaxSize(4);
            case ARRAY -> ofSchema(schema.getElementType()).list().ofMaxSize(8);
            case INT -> Arbitraries.integers();
            case LONG -> schema.getLogicalType() == null ? Arbitraries.longs() : instants();
            case FLOAT -> Arbitraries.integers().map(Float::intBitsToFloat).filter(Float::isFinite);
            case BYTES -> Arbitraries.bytes().array(byte[].class).ofMaxSize(20).map(ByteBuffer::wrap);
            case ENUM ->
                Arbitraries.of(schema.getEnumSymbols())
                        .map(symbol -> GeneratedRecords.MODEL.createEnum(symbol, schema));
            default -> throw new IllegalArgumentException("no arbitrary for " + schema);
        };
    }

    private static Arbitrary<Instant> instants() {
        long year100000 = 3_093_527_980_800_000L;
        return Arbitraries.longs().between(-year100000, year100000).map(Instant::ofEpochMilli);
    }

    private static Arbitrary<?> records(Schema schema) {
        List<Arbitrary<Object>> values = schema.getFields().stream()
                .map(field -> ofSchema(field.schema()).map(value -> (Object) value))
                .toList();
        return Combinators.combine(values).as(fields -> {
            IndexedRecord record = (IndexedRecord) GeneratedRecords.MODEL.newRecord(null, schema);
            for (int i = 0; i < fields.size(); i++) {
                record.put(i, fields.get(i));
            }
            return record;
        });
    }
}
