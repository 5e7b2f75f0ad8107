package io.bloomline.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.SchemaStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaCompatibilityTest {

    /** What Document could look like in the next release. */
    private static final Schema NEXT_DOCUMENT = nextVersion(Document.getClassSchema());

    static List<Schema> releasedSchemas() {
        return ReleasedSchemas.VERSIONS.stream()
                .flatMap(version -> ReleasedSchemas.in(version).stream())
                .toList();
    }

    @Test
    void whatThisBuildWritesStaysReadable() {
        for (var type : RecordArbitraries.TYPES) {
            assertThat(ReleasedSchemas.of(type.getName()))
                    .as("%s has changed: add src/main/resources/.../released/NEXT.avsc (see ReleasedSchemas)", type)
                    .extracting(SchemaNormalization::parsingFingerprint64)
                    .contains(SchemaNormalization.parsingFingerprint64(GeneratedRecords.MODEL.getSchema(type)));
        }
    }

    @ParameterizedTest
    @MethodSource("releasedSchemas")
    void presentAndReleasedSchemasReadEachOther(Schema released) {
        Schema present = present(released);

        assertThat(compatibility(present, released)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        assertThat(compatibility(released, present)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    @Test
    void aFieldWithoutDefaultWouldBeNoticed() {
        Schema broken = SchemaBuilder.record("Document")
                .namespace("io.bloomline.schema")
                .fields()
                .requiredString("text")
                .requiredString("author")
                .endRecord();

        assertThat(compatibility(broken, Document.getClassSchema())).isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
    }

    @Test
    void documentsOfAnotherVersionAreReadWithThePresentSchema() throws IOException, MalformedRecordException {
        GenericRecord next = new GenericRecordBuilder(NEXT_DOCUMENT)
                .set("author", "somebody")
                .set("id", "doc-1")
                .set("text", "Grüße")
                .set("language", "de")
                .build();
        byte[] written = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), NEXT_DOCUMENT)
                .encode(next)
                .array();

        Document read = new AvroCodec<>(Document.class, List.of(NEXT_DOCUMENT)).read(written);

        assertThat(read)
                .isEqualTo(Document.newBuilder()
                        .setId("doc-1")
                        .setText("Grüße")
                        .setLanguage("de")
                        .build());
    }

    @Test
    void aWriterMayChangeItsSchemaFromOneDocumentToTheNext() throws IOException, MalformedRecordException {
        Schema present = Document.getClassSchema();
        Schema without = without(present, "language");
        AvroCodec<Document> codec = new AvroCodec<>(Document.class, List.of(NEXT_DOCUMENT, without));
        for (Schema writer : List.of(present, NEXT_DOCUMENT, present, without, NEXT_DOCUMENT)) {
            GenericRecord written =
                    new GenericRecordBuilder(writer).set("text", "Grüße").build();

            Document read = codec.read(new BinaryMessageEncoder<GenericRecord>(GenericData.get(), writer)
                    .encode(written)
                    .array());

            assertThat(read).isEqualTo(Document.newBuilder().setText("Grüße").build());
        }
    }

    @Test
    void documentsOfThePresentVersionAreReadByTheNext() throws IOException {
        SchemaStore.Cache released = new SchemaStore.Cache();
        ReleasedSchemas.of("io.bloomline.schema.Document").forEach(released::addSchema);
        byte[] written = RecordCodec.of(RecordFormat.AVRO, Document.class).write(Samples.DOCUMENT);

        GenericRecord read =
                new BinaryMessageDecoder<GenericRecord>(GenericData.get(), NEXT_DOCUMENT, released).decode(written);

        assertThat(read.get("text")).hasToString(Samples.TEXT);
        assertThat(read.get("author")).isNull();
        assertThat(read.get("priority")).isEqualTo(5);
    }

    private static Schema present(Schema released) {
        return GeneratedRecords.MODEL.getSchema(GeneratedRecords.MODEL.getClass(released));
    }

    private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }

    private static Schema without(Schema present, String field) {
        List<Schema.Field> fields = present.getFields().stream()
                .filter(kept -> !kept.name().equals(field))
                .map(kept -> new Schema.Field(kept, kept.schema()))
                .toList();
        return Schema.createRecord(present.getName(), present.getDoc(), present.getNamespace(), false, fields);
    }

    private static Schema nextVersion(Schema present) {
        Schema next = SchemaBuilder.record(present.getName())
                .namespace(present.getNamespace())
                .fields()
                .optionalString("author")
                .name("priority")
                .type()
                .intType()
                .intDefault(5)
                .endRecord();
        List<Schema.Field> fields = new ArrayList<>();
        next.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        present.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        return Schema.createRecord(present.getName(), "The next version.", present.getNamespace(), false, fields);
    }
}
