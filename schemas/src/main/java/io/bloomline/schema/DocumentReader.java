package io.bloomline.schema;

/** Reads documents from bytes. Thread-safe. */
public interface DocumentReader {

    /**
     * Reads one document.
     *
     * @param value the bytes of one document, never null
     * @throws MalformedRecordException when the bytes are no document
     */
    Document read(byte[] value) throws MalformedRecordException;
}
