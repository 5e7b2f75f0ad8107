package io.bloomline.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonCodecTest {

    private static final String PROVENANCE =
            """
            "provenance":{"model":"bloom-nano","modelVersion":"1","modelLicence":"Apache-2.0","task":"translate",\
            "promptId":"translate","promptHash":"aa","parameters":{"to":"fr"},"inputHash":"bb","inputTokens":12,\
            "outputTokens":7,"endpoint":"grpc://gpu-1:8001","bloomlineVersion":"0.1.0",\
            "time":"2026-11-01T12:00:00.123Z"}""";

    @Test
    void writesADocument() {
        assertThat(json(Samples.DOCUMENT))
                .isEqualTo(
                        """
                        {"id":"doc-1","text":"Grüße 👋 \\u0000 \\"x\\"","language":"de","attributes":{"shop":"eu"}}""");
    }

    @Test
    void writesAnEmbedding() {
        assertThat(json(Samples.EMBEDDING))
                .isEqualTo(
                        """
                        {"id":"doc-1","task":"embed","language":"de","chunk":{"index":0,"count":2,"start":0,"end":17},\
                        "vector":[0.1,-0.0,1.4E-45,3.4028235E38],"tags":[],"attributes":{"shop":"eu"},"""
                                + PROVENANCE + "}");
    }

    @Test
    void writesATranslation() {
        assertThat(json(Samples.TRANSLATION))
                .isEqualTo(
                        """
                        {"id":"doc-1","task":"translate","language":"fr","text":"Salutations","finishReason":"STOP","tags":["translated-in-pieces"],"attributes":{},"""
                                + PROVENANCE + "}");
    }

    @Test
    void writesAGeneration() {
        assertThat(json(Samples.GENERATION))
                .isEqualTo(
                        """
                        {"id":"doc-1","task":"generate","text":"Es war einmal","finishReason":"LENGTH","tags":[],"attributes":{},"""
                                + PROVENANCE + "}");
    }

    @Test
    void writesADeadLetter() {
        assertThat(json(Samples.DEAD_LETTER))
                .isEqualTo(
                        """
                        {"kind":"UNREADABLE","code":"malformed-json","message":"The value is no valid JSON.","attempts":0,\
                        "topic":"documents","partition":3,"offset":5000000000,"timestamp":"2026-11-01T12:00:00.123Z",\
                        "key":"a2V5","value":"/wA=","headers":[{"key":"trace","value":"dA=="},{"key":"trace"}],"redacted":["email"]}""");
    }

    @Test
    void leavesOutWhatIsAbsent() {
        assertThat(json(Document.newBuilder().setText("a").build())).isEqualTo("{\"text\":\"a\",\"attributes\":{}}");
    }

    @Test
    void givesEveryRecordDefaultsOfItsOwn() throws MalformedRecordException {
        RecordCodec<Document> codec = RecordCodec.of(RecordFormat.JSON, Document.class);
        byte[] value = "{\"text\":\"a\"}".getBytes(UTF_8);

        codec.read(value).getAttributes().put("b", "c");

        assertThat(codec.read(value).getAttributes()).isEmpty();
    }

    @Test
    void readsAFinishReasonOfALaterVersionAsUnknown() throws MalformedRecordException {
        String later = json(Samples.GENERATION).replace("LENGTH", "ABORTED");

        assertThat(RecordCodec.of(RecordFormat.JSON, Generation.class)
                        .read(later.getBytes(UTF_8))
                        .getFinishReason())
                .isEqualTo(FinishReason.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "UNREADABLE"               | "OTHER"     | Field kind has a string at line 1, column 9; expected one of [UNREADABLE, REJECTED].
                    "attempts":0               | "attempts":2147483648 | Field attempts has a number at line 1, column 97; expected a whole number of 32 bits.
                    "attempts":0               | "attempts":1.0        | Field attempts has a number at line 1, column 97; expected a whole number of 32 bits.
                    5000000000                 | 9223372036854775808   | Field offset has a number at line 1, column 142; expected a whole number of 64 bits.
                    "2026-11-01T12:00:00.123Z" | "yesterday"           | Field timestamp has a string at line 1, column 165; expected an ISO-8601 instant such as 2026-11-01T12:00:00Z.
                    "2026-11-01T12:00:00.123Z" | "+1000000000-12-31T23:59:59Z" | Field timestamp has a string at line 1, column 165; expected an ISO-8601 instant such as 2026-11-01T12:00:00Z.
                    "a2V5"                     | "a2V*"                | Field key has a string at line 1, column 198; expected bytes in base64.
                    "headers":[                | "headers":[1,         | Field headers has a number at line 1, column 231; expected an object.
                    """)
    void refusesValuesOutsideTheirType(String original, String replacement, String message) {
        String value = json(Samples.DEAD_LETTER).replace(original, replacement);

        MalformedRecordException refusal = catchThrowableOfType(
                MalformedRecordException.class,
                () -> RecordCodec.of(RecordFormat.JSON, DeadLetter.class).read(value.getBytes(UTF_8)));

        assertThat(refusal.code()).isEqualTo("wrong-type");
        assertThat(refusal).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"1e39", "true", "null", "NaN"})
    void refusesVectorsWithAnythingButNumbers(String element) {
        String value = json(Samples.EMBEDDING).replace("1.4E-45", element);

        assertThatThrownBy(
                        () -> RecordCodec.of(RecordFormat.JSON, Embedding.class).read(value.getBytes(UTF_8)))
                .isInstanceOf(MalformedRecordException.class);
    }

    @Test
    void refusesToWriteWhatJsonOrUtf8CanNotHold() {
        Embedding notANumber = Embedding.newBuilder(Samples.EMBEDDING)
                .setVector(List.of(Float.NaN))
                .build();
        Document halfAPair = Document.newBuilder().setText("\uD800").build();
        Document halfAKey = Document.newBuilder()
                .setText("a")
                .setAttributes(Map.of("\uDC00", "b"))
                .build();

        assertThatThrownBy(() -> json(notANumber)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> json(halfAPair)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> json(halfAKey)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> json(new Document()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Field text of the Document is null; it is required");
        assertThatThrownBy(
                        () -> RecordCodec.of(RecordFormat.AVRO, Document.class).write(halfAPair))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> RecordCodec.of(RecordFormat.AVRO, Document.class).write(new Document()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @SuppressWarnings("unchecked") // a record's class is the class of its codec
    private static <T extends SpecificRecord> String json(T record) {
        RecordCodec<T> codec = RecordCodec.of(RecordFormat.JSON, (Class<T>) record.getClass());
        return new String(codec.write(record), UTF_8);
    }
}
