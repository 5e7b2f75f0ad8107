package io.bloomline.schema.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomline.schema.Document;
import io.bloomline.schema.DocumentFormat;
import io.bloomline.schema.DocumentReader;
import io.bloomline.schema.MalformedRecordException;
import io.bloomline.schema.RecordCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegisteredAvroTest {

    private static final String OWN = "GET /schemas/ids/7";
    private static final String REGISTER = "POST /subjects/texts-value/versions";
    private static final String FIND = "POST /subjects/texts-value";

    /** A document as somebody else has it: another name, another order, more and fewer fields. */
    private static final Schema ARTICLE = new Schema.Parser()
            .parse(
                    """
                    {"type": "record", "name": "Article", "namespace": "org.example", "fields": [
                      {"name": "price", "type": "double"},
                      {"name": "text", "type": "string"},
                      {"name": "language", "type": ["null", "string"]},
                      {"name": "author", "type": {"type": "record", "name": "Person", "fields": [
                        {"name": "name", "type": "string"}]}}]}
                    """);

    private final ScriptedRegistry registry = new ScriptedRegistry();
    private final Document document = Document.newBuilder()
            .setId("a")
            .setText("Zwölf Boxkämpfer")
            .setAttributes(Map.of("source", "press"))
            .build();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void writesTheNumberThatTheRegistryGaveTheSchemaAndReadsIt() throws Exception {
        registry.say(REGISTER, 200, "{\"id\": 7}").say(OWN, 200, schema(Document.getClassSchema()));
        RecordCodec<Document> codec = codec(registry.settings());

        byte[] written = codec.write(document);

        assertThat(ByteBuffer.wrap(written).get()).isZero();
        assertThat(ByteBuffer.wrap(written).getInt(1)).isEqualTo(7);
        assertThat(codec.read(written)).isEqualTo(document);
    }

    @Test
    void asksOnceForEachSchema() throws Exception {
        registry.say(REGISTER, 200, "{\"id\": 7}").say(OWN, 200, schema(Document.getClassSchema()));
        RecordCodec<Document> codec = codec(registry.settings());

        for (int i = 0; i < 3; i++) {
            codec.read(codec.write(document));
        }

        assertThat(registry.timesAsked()).isEqualTo(2);
    }

    @Test
    void readsDocumentsOfAnySchemaThatHasAText() throws Exception {
        registry.say("GET /schemas/ids/12", 200, schema(ARTICLE));

        Document read = reader().read(article(12));

        assertThat(read.getText()).isEqualTo("Guten Tag");
        assertThat(read.getLanguage()).isEqualTo("de");
        assertThat(read.getId()).isNull();
    }

    @Test
    void readsSchemasThatReferToOthers() throws Exception {
        String refers =
                """
                {"type": "record", "name": "Letter", "fields": [
                  {"name": "text", "type": "string"}, {"name": "author", "type": "org.example.Person"}]}
                """;
        registry.say(
                        "GET /schemas/ids/13",
                        200,
                        "{\"schema\": " + quoted(refers)
                                + ", \"references\": [{\"name\": \"Person\", \"subject\": \"person\", \"version\": 2}]}")
                .say(
                        "GET /subjects/person/versions/2",
                        200,
                        schema(ARTICLE.getField("author").schema()));
        byte[] letter = {0, 0, 0, 0, 13, 4, 'h', 'i', 2, 'X'};

        assertThat(reader().read(letter).getText()).isEqualTo("hi");
    }

    @Test
    void readsSingleObjectEncodingToo() throws Exception {
        assertThat(reader().read(DocumentFormat.AVRO.writer().write(document))).isEqualTo(document);
        assertThat(registry.timesAsked()).isZero();
    }

    @Test
    void refusesANumberThatTheRegistryDoesNotKnowAndDoesNotAskAgainForAWhile() {
        byte[] unknown = {0, 0, 0, 0, 99, 2, 'a'};
        DocumentReader reader = reader();

        MalformedRecordException refusal =
                catchThrowableOfType(MalformedRecordException.class, () -> reader.read(unknown));

        assertThat(refusal.code()).isEqualTo("unknown-schema");
        assertThat(refusal).hasMessage("The schema registry knows no schema 99");
        assertThatThrownBy(() -> reader.read(unknown)).hasMessage("The schema registry knows no schema 99");
        assertThat(registry.timesAsked()).isEqualTo(1);
    }

    @Test
    void refusesASchemaWithoutText() {
        Schema without = new Schema.Parser()
                .parse(
                        "{\"type\": \"record\", \"name\": \"Price\", \"fields\": [{\"name\": \"p\", \"type\": \"int\"}]}");
        registry.say("GET /schemas/ids/3", 200, schema(without));

        assertThatThrownBy(() -> reader().read(new byte[] {0, 0, 0, 0, 3, 2}))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageStartingWith("Schema 3 (Price) can't be read as a Document: text");
    }

    @Test
    void refusesWhatIsNeitherFormat() {
        assertThatThrownBy(() -> reader().read("{\"text\": \"a\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("starts neither like");
    }

    @Test
    void asksAgainForANumberThatWasUnknownAMinuteAgo() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        TopicSchemas schemas = new TopicSchemas(registry.settings(), "texts", now::get);
        assertThatThrownBy(() -> schemas.byNumber(12)).isInstanceOf(MalformedRecordException.class);
        registry.say("GET /schemas/ids/12", 200, schema(ARTICLE));
        assertThatThrownBy(() -> schemas.byNumber(12)).isInstanceOf(MalformedRecordException.class);

        now.set(Instant.EPOCH.plusSeconds(60));

        assertThat(schemas.byNumber(12)).isEqualTo(ARTICLE);
    }

    @Test
    void pausesLongerAndLongerAndForAsLongAsItMay() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        List<Long> pauses = new ArrayList<>();
        RegistryConnection connection = new RegistryConnection(registry.settings(), now::get, pause -> {
            pauses.add(pause.toMillis());
            now.updateAndGet(before -> before.plus(pause));
        });
        registry.say("GET /config", 500, "");

        assertThatThrownBy(() -> connection.ask("/config", null)).isInstanceOf(RegistryException.class);

        assertThat(pauses).containsExactly(100L, 200L, 400L, 800L, 1_600L);
    }

    @Test
    void asksAgainWhileTheRegistryIsAway() throws Exception {
        registry.say("GET /schemas/ids/12", 503, "").say("GET /schemas/ids/12", 200, schema(ARTICLE));
        assertThat(reader().read(article(12)).getText()).isEqualTo("Guten Tag");
    }

    @Test
    void givesUpWhenItIsAwayForTooLong() {
        RegistrySettings impatient = registry.settings().withTimeout(Duration.ofMillis(1));
        registry.close();
        assertThatThrownBy(() -> codec(impatient).write(document))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("can't be asked")
                .hasMessageEndingWith("Start it, or correct registry.url.");
    }

    @Test
    void saysWhereASchemaIsMissingThatItMayNotRegister() {
        RegistrySettings settings = new RegistrySettings(
                registry.url(), null, null, SubjectNaming.TOPIC, false, RegistrySettings.DEFAULT_TIMEOUT);
        assertThatThrownBy(() -> codec(settings).write(document))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("under subject texts-value")
                .hasMessageEndingWith("Register it, or set registry.register to true.");
        registry.say(FIND, 200, "{\"subject\": \"texts-value\", \"version\": 1, \"id\": 5}");
        assertThat(ByteBuffer.wrap(codec(settings).write(document)).getInt(1)).isEqualTo(5);
    }

    @Test
    void saysWhenTheSchemaIsNotCompatibleWithWhatIsThere() {
        registry.say(REGISTER, 409, "{\"error_code\": 409, \"message\": \"READER_FIELD_MISSING_DEFAULT_VALUE\"}");
        assertThatThrownBy(() -> codec(registry.settings()).write(document))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE")
                .hasMessageContaining("isn't compatible");
    }

    @Test
    void saysWhoAsksAndShowsThatNowhere() {
        RegistrySettings settings = new RegistrySettings(
                registry.url(), "Bearer s3cret", null, SubjectNaming.TOPIC, true, RegistrySettings.DEFAULT_TIMEOUT);
        registry.say(REGISTER, 401, "{\"error_code\": 401, \"message\": \"who are you\"}");
        assertThatThrownBy(() -> codec(settings).write(document))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("refuses access")
                .hasMessageNotContaining("s3cret");
        assertThat(registry.authorizations()).containsOnly("Bearer s3cret");
        assertThat(settings.toString()).doesNotContain("s3cret");
    }

    private DocumentReader reader() {
        return new RegisteredAvro(registry.settings(), "texts").reader(100);
    }

    private static RecordCodec<Document> codec(RegistrySettings settings) {
        return new RegisteredAvro(settings, "texts").codec(Document.class);
    }

    private static String schema(Schema schema) {
        return "{\"schema\": " + quoted(schema.toString()) + "}";
    }

    private static String quoted(String text) {
        return new ObjectMapper().valueToTree(text).toString();
    }

    private static byte[] article(int number) throws IOException {
        GenericRecord author = new GenericData.Record(ARTICLE.getField("author").schema());
        author.put("name", "Ada");
        GenericRecord article = new GenericData.Record(ARTICLE);
        article.put("price", 1.5);
        article.put("text", "Guten Tag");
        article.put("language", "de");
        article.put("author", author);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(5).put((byte) 0).putInt(number).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(ARTICLE).write(article, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
