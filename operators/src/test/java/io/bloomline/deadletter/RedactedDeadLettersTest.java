package io.bloomline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.document.DocumentLimits;
import io.bloomline.failure.Failure;
import io.bloomline.governance.PersonalData;
import io.bloomline.governance.Redactor;
import io.bloomline.schema.DeadLetter;
import io.bloomline.schema.Document;
import io.bloomline.schema.DocumentFormat;
import io.bloomline.schema.RecordCodec;
import io.bloomline.schema.RecordFormat;
import io.bloomline.testing.SourceRecords;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedactedDeadLettersTest {

    private static final Failure FAILURE =
            Failure.rejected("model-refused", "The server refuses: can't read 'jo@x.io'");

    @Test
    void areWithoutWhatWasReplacedInTheText() {
        DeadLetter letter = redacted(
                DocumentFormat.JSON,
                "{\"id\":\"jo@x.io\",\"text\":\"by\\njo\\u0040x.io\",\"attributes\":{\"a\":\"b\"}}".getBytes(UTF_8));
        assertThat(text(letter))
                .isEqualTo("{\"id\":\"jo@x.io\",\"text\":\"by\\nPI:EMAIL\",\"attributes\":{\"a\":\"b\"}}");
        assertThat(letter.getRedacted()).containsExactly("email");
        assertThat(letter.getMessage()).startsWith("The server refuses: can't read 'PI:EMAIL'");
    }

    @Test
    void areStillDocumentsInAvro() throws Exception {
        RecordCodec<Document> codec = RecordCodec.of(RecordFormat.AVRO, Document.class);
        DeadLetter letter = redacted(
                DocumentFormat.AVRO,
                codec.write(Document.newBuilder()
                        .setText("jo@x.io")
                        .setAttributes(Map.of("a", "b"))
                        .build()));
        byte[] value = new byte[letter.getValue().remaining()];
        letter.getValue().get(value);
        assertThat(codec.read(value).getText()).isEqualTo("PI:EMAIL");
    }

    @Test
    void areTheOriginalToTheByteWhereNothingWasToBeReplaced() {
        String value = "{ \"text\" : \"nobody\", \"more\": 1 }";
        DeadLetter letter = redacted(DocumentFormat.JSON, value.getBytes(UTF_8));
        assertThat(text(letter)).isEqualTo(value);
        assertThat(letter.getRedacted()).isEmpty();
    }

    @Test
    void goWithoutTheValueWhereItCantBeRead() {
        DeadLetter letter = redacted(DocumentFormat.JSON, "{\"text\": jo@x.io".getBytes(UTF_8));
        assertThat(letter.getValue()).isNull();
        assertThat(letter.getRedacted()).containsExactly("value");
    }

    private static DeadLetter redacted(DocumentFormat format, byte[] value) {
        var redaction =
                new RedactedDeadLetters(format, DocumentLimits.DEFAULT, new Redactor(List.of(PersonalData.EMAIL)));
        var source = SourceRecords.of("k", new String(value, UTF_8));
        DeadLetter letter = DeadLetters.of(source, FAILURE, 1).deadLetter();
        letter.setValue(ByteBuffer.wrap(value));
        redaction.redact(letter);
        return letter;
    }

    private static String text(DeadLetter letter) {
        return UTF_8.decode(letter.getValue().duplicate()).toString();
    }
}
