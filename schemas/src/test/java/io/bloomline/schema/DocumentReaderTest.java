package io.bloomline.schema;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {

    private static final DocumentReader JSON = DocumentFormat.JSON.reader();
    private static final DocumentReader TEXT = DocumentFormat.TEXT.reader();

    @Test
    void readsEveryFieldOfAJsonDocument() throws MalformedRecordException {
        Document document = json(
                """
                {"id": "doc-1", "text": "Grüße 👋 \\ud83d\\ude00", "language": "de", "attributes": {"any": "string"}}
                """);

        assertThat(document.getId()).isEqualTo("doc-1");
        assertThat(document.getText()).isEqualTo("Grüße 👋 😀");
        assertThat(document.getLanguage()).isEqualTo("de");
        assertThat(document.getAttributes()).isEqualTo(Map.of("any", "string"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\": \"\"}",
                "\uFEFF{\"text\": \"\"}",
                " \r\n{\"text\": \"\"}\t\n",
                "{\"id\": null, \"text\": \"\", \"language\": null, \"attributes\": null}",
                "{\"unknown\": {\"text\": [1, null, {\"a\": 1e99999}]}, \"text\": \"\", \"unknown\": 0}"
            })
    void whatIsAbsentNullOrUnknownMakesNoDifference(String value) throws MalformedRecordException {
        assertThat(json(value)).isEqualTo(Document.newBuilder().setText("").build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "👋",
                "👩‍👩‍👧‍👦🏳️‍🌈",
                "\u0000\u0001\u001b[31m\u007f\u0085\u2028",
                "\uFFFD",
                " \n",
                "\uFEFFa",
                "𠀀"
            })
    void keepsEveryCharacterOfTheText(String text) throws MalformedRecordException {
        Document document = Document.newBuilder().setText(text).build();

        assertThat(TEXT.read(text.getBytes(UTF_8))).isEqualTo(document);
        assertThat(JSON.read(RecordCodec.of(RecordFormat.JSON, Document.class).write(document)))
                .isEqualTo(document);
        assertThat(DocumentFormat.AVRO.reader().read(avro(document))).isEqualTo(document);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000_000, 30_000_000})
    void readsLongTexts(int length) throws MalformedRecordException {
        String text = "x".repeat(length);

        assertThat(json("{\"text\": \"" + text + "\"}").getText()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                                       | malformed-json     | The value is empty; expected one JSON object, the Document.
                    '{'                                      | malformed-json     | The value is no valid JSON at line 1, column 2; expected one JSON object, the Document.
                    {"text": "secret                         | malformed-json     | The value is no valid JSON at line 1, column 17; expected one JSON object, the Document.
                    {"text": secret}                         | malformed-json     | The value is no valid JSON at line 1, column 10; expected one JSON object, the Document.
                    {'secret': "a"}                          | malformed-json     | The value is no valid JSON at line 1, column 2; expected one JSON object, the Document.
                    {"text": "a",}                           | malformed-json     | The value is no valid JSON at line 1, column 14; expected one JSON object, the Document.
                    secret text                              | malformed-json     | The value is no valid JSON at line 1, column 1; expected one JSON object, the Document.
                    [{"text": "secret"}]                     | not-an-object      | The value is an array; expected one JSON object, the Document.
                    42                                       | not-an-object      | The value is a number; expected one JSON object, the Document.
                    null                                     | not-an-object      | The value is null; expected one JSON object, the Document.
                    {"text": "a"} {"text": "secret"}         | trailing-content   | After the JSON object there is more, at line 1, column 15; expected exactly one object.
                    {"id": "a"}                              | missing-field      | Field text is missing or null in the object that ends at line 1, column 11; it is required.
                    {"text": null}                           | missing-field      | Field text is missing or null in the object that ends at line 1, column 14; it is required.
                    {"text": 12}                             | wrong-type         | Field text has a number at line 1, column 10; expected a string.
                    {"text": ["secret"]}                     | wrong-type         | Field text has an array at line 1, column 10; expected a string.
                    {"text": "a", "id": 7}                   | wrong-type         | Field id has a number at line 1, column 21; expected a string.
                    {"text": "a", "attributes": []}          | wrong-type         | Field attributes has an array at line 1, column 29; expected an object.
                    {"text": "a", "attributes": {"b": true}} | wrong-type         | Field attributes has a boolean at line 1, column 35; expected a string.
                    {"text": "a", "attributes": {"b": null}} | wrong-type         | Field attributes has null at line 1, column 35; expected a string.
                    {"text": "a", "text": "secret"}          | duplicate-field    | Field text stands twice, or has a key twice, at line 1, column 23.
                    {"attributes": {"b": "c", "b": "d"}}     | duplicate-field    | Field attributes stands twice, or has a key twice, at line 1, column 32.
                    {"id": "", "text": "a"}                  | empty-id           | Field id is empty; give it a value, or leave it out to have the Kafka key as the id.
                    """)
    void refusesJsonThatIsNoDocument(String value, String code, String message) {
        MalformedRecordException refusal = refusal(JSON, value.getBytes(UTF_8));

        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal).hasMessage(message).hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\": \"\\ud800\"}",
                "{\"text\": \"\\udc00\\ud800\"}",
                "{\"id\": \"\\ud83d \\ude00\", \"text\": \"a\"}",
                "{\"text\": \"a\", \"attributes\": {\"\\ud800\": \"b\"}}",
                "{\"text\": \"a\", \"attributes\": {\"b\": \"\\udfff\"}}"
            })
    void refusesHalfOfASurrogatePair(String value) {
        assertThat(refusal(JSON, value.getBytes(UTF_8)).code()).isEqualTo("unpaired-surrogate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "["})
    void refusesJsonNestedTooDeep(String opening) {
        byte[] value = ("{\"ignored\":" + opening.repeat(10_000)).getBytes(UTF_8);

        MalformedRecordException refusal = refusal(JSON, value);

        assertThat(refusal.code()).isEqualTo("too-deep");
        assertThat(refusal)
                .hasMessageStartingWith("The JSON is nested 101 levels deep, or more, at line 1, column ")
                .hasMessageEndingWith("; limits.max-depth is 100.");
    }

    @Test
    void readsJsonThatIsNestedAsDeepAsIsAllowed() throws MalformedRecordException {
        byte[] three = "{\"text\":\"a\",\"ignored\":[[1]]}".getBytes(UTF_8);

        assertThat(DocumentFormat.JSON.reader(3).read(three).getText()).isEqualTo("a");
        assertThat(refusal(DocumentFormat.JSON.reader(2), three).code()).isEqualTo("too-deep");
    }

    @ParameterizedTest
    @EnumSource(
            value = DocumentFormat.class,
            names = {"JSON", "TEXT"})
    void refusesInvalidUtf8ByItsPosition(DocumentFormat format) {
        byte[] value = ("{\"text\": \"" + "é".repeat(10_000)).getBytes(UTF_8);
        value[value.length - 1] = (byte) 0xFF;

        MalformedRecordException refusal = refusal(format.reader(), value);

        assertThat(refusal.code()).isEqualTo("invalid-utf8");
        assertThat(refusal).hasMessageStartingWith("Byte 20008 of the value (counted from 0) is not valid UTF-8;");
    }

    @Test
    void readsJsonInNoOtherEncoding() {
        String value = "{\"text\": \"é\"}";

        assertThat(refusal(JSON, value.getBytes(UTF_16LE)).code()).isIn("invalid-utf8", "malformed-json");
        assertThat(refusal(JSON, value.getBytes(ISO_8859_1)).code()).isEqualTo("invalid-utf8");
        assertThat(refusal(JSON, "{\"text\": \"e\"}".getBytes(UTF_16LE)).code()).isEqualTo("malformed-json");
    }

    @Test
    void anEmptyTextIsADocument() throws MalformedRecordException {
        assertThat(TEXT.read(new byte[0]).getText()).isEmpty();
    }

    @Test
    void refusesAnEmptyIdInAvroToo() {
        byte[] value = avro(Document.newBuilder().setId("").setText("a").build());

        assertThat(refusal(DocumentFormat.AVRO.reader(), value).code()).isEqualTo("empty-id");
    }

    private static Document json(String value) throws MalformedRecordException {
        return JSON.read(value.getBytes(UTF_8));
    }

    private static byte[] avro(Document document) {
        return RecordCodec.of(RecordFormat.AVRO, Document.class).write(document);
    }

    private static MalformedRecordException refusal(DocumentReader reader, byte[] value) {
        return catchThrowableOfType(MalformedRecordException.class, () -> reader.read(value));
    }
}
