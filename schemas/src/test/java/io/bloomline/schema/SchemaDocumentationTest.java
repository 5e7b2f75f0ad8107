package io.bloomline.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaDocumentationTest {

    /** The five record types and everything they are made of that has a name. */
    static List<Schema> namedSchemas() {
        return RecordArbitraries.TYPES.stream()
                .map(GeneratedRecords.MODEL::getSchema)
                .flatMap(SchemaDocumentationTest::withParts)
                .distinct()
                .toList();
    }

    private static Stream<Schema> withParts(Schema schema) {
        return switch (schema.getType()) {
            case RECORD ->
                Stream.concat(
                        Stream.of(schema), schema.getFields().stream().flatMap(field -> withParts(field.schema())));
            case ENUM -> Stream.of(schema);
            case UNION -> schema.getTypes().stream().flatMap(SchemaDocumentationTest::withParts);
            case ARRAY -> withParts(schema.getElementType());
            case MAP -> withParts(schema.getValueType());
            default -> Stream.empty();
        };
    }

    @ParameterizedTest
    @MethodSource("namedSchemas")
    void saysOfEverythingWhatItIs(Schema schema) {
        assertThat(schema.getDoc()).as(schema.getFullName()).isNotBlank().endsWith(".");
        if (schema.getType() == Schema.Type.RECORD) {
            for (Schema.Field field : schema.getFields()) {
                assertThat(field.doc())
                        .as(schema.getFullName() + "." + field.name())
                        .isNotBlank()
                        .endsWith(".");
            }
        }
    }
}
