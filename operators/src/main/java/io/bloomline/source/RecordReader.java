package io.bloomline.source;

import static io.bloomline.failure.Failure.transientFailure;
import static io.bloomline.failure.Failure.unreadable;

import io.bloomline.document.DocumentLimits;
import io.bloomline.document.SourceRecord;
import io.bloomline.failure.FailureException;
import io.bloomline.schema.Document;
import io.bloomline.schema.DocumentEncoding;
import io.bloomline.schema.DocumentReader;
import io.bloomline.schema.MalformedRecordException;
import io.bloomline.schema.registry.RegistryException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the document in a record. Thread-safe. */
public final class RecordReader {

    private final DocumentReader reader;
    private final int maxBytes;

    /** Reads documents that are written so, and are no larger and no deeper than these limits have it. */
    public RecordReader(DocumentEncoding encoding, DocumentLimits limits) {
        this.reader = encoding.reader(limits.maxDepth());
        this.maxBytes = limits.maxBytes();
    }

    /**
     * The document in a record; where it has no id, the Kafka key is its id.
     *
     * @param value the record's value
     * @throws FailureException {@code UNREADABLE}, when the bytes are no document, or too large a one, or it has no id and no key;
     *     {@code TRANSIENT}, when its schema can't be asked for
     */
    public Document read(SourceRecord source, byte[] value) {
        if (value.length > maxBytes) {
            throw new FailureException(unreadable(
                    "too-many-bytes",
                    String.format(
                            Locale.ROOT,
                            "The record's value has %,d bytes; limits.max-bytes is %,d",
                            value.length,
                            maxBytes)));
        }
        Document document;
        try {
            document = reader.read(value);
        } catch (MalformedRecordException e) {
            throw new FailureException(unreadable(e.code(), String.valueOf(e.getMessage())), e);
        } catch (RegistryException away) {
            throw new FailureException(transientFailure("registry-away", String.valueOf(away.getMessage())), away);
        }
        if (document.getId() == null) {
            document.setId(id(source.key()));
        }
        return document;
    }

    private static String id(byte @Nullable [] key) {
        if (key == null) {
            throw new FailureException(
                    unreadable("missing-id", "The document has no id and the record has no key: give it one of them"));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FailureException(
                    unreadable("missing-id", "The document has no id, and the record's key is not UTF-8 text"), e);
        }
    }
}
