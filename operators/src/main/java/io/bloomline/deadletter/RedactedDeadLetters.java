package io.bloomline.deadletter;

import io.bloomline.document.DocumentLimits;
import io.bloomline.governance.PersonalData;
import io.bloomline.governance.Redaction;
import io.bloomline.governance.Redactor;
import io.bloomline.schema.DeadLetter;
import io.bloomline.schema.Document;
import io.bloomline.schema.DocumentEncoding;
import io.bloomline.schema.DocumentReader;
import io.bloomline.schema.DocumentWriter;
import io.bloomline.schema.MalformedRecordException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes personal data out of dead letters: out of the text of the document, and out of the message, which may quote what a
 * server said. Key, headers and the document's other fields stay. Thread-safe.
 */
public final class RedactedDeadLetters {

    /** What a dead letter says that goes without its value, since nobody can tell what is in it. */
    static final String WITHHELD = "value";

    private final DocumentReader reader;
    private final DocumentWriter writer;
    private final Redactor redactor;
    private final int maxBytes;

    /** Those of documents that are written so, within these limits; what is beyond them isn't read here either. */
    public RedactedDeadLetters(DocumentEncoding encoding, DocumentLimits limits, Redactor redactor) {
        this.reader = encoding.reader(limits.maxDepth());
        this.maxBytes = limits.maxBytes();
        this.writer = encoding.writer();
        this.redactor = redactor;
    }

    /** Takes it out of a dead letter, in place. */
    public void redact(DeadLetter letter) {
        letter.setMessage(redactor.redact(letter.getMessage()).text());
        ByteBuffer value = letter.getValue();
        if (value != null) {
            redactValue(value, letter);
        }
    }

    private void redactValue(ByteBuffer value, DeadLetter letter) {
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        Document document = read(bytes);
        if (document == null) {
            letter.setValue(null);
            letter.setRedacted(List.of(WITHHELD));
            return;
        }
        Redaction redaction = redactor.redact(document.getText());
        if (!redaction.isEmpty()) {
            document.setText(redaction.text());
            letter.setValue(ByteBuffer.wrap(writer.write(document)));
            letter.setRedacted(
                    redaction.counts().keySet().stream().map(PersonalData::code).toList());
        }
    }

    /** Null when it is no document, or too large a one. */
    private @Nullable Document read(byte[] value) {
        if (value.length > maxBytes) {
            return null;
        }
        try {
            return reader.read(value);
        } catch (MalformedRecordException unreadable) {
            return null;
        }
    }
}
