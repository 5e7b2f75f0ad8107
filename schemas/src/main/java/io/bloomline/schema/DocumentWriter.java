package io.bloomline.schema;

/** Writes documents to bytes. Thread-safe. */
@FunctionalInterface
public interface DocumentWriter {

    /**
     * Writes one document.
     *
     * @throws IllegalArgumentException when a string of it has an unpaired surrogate
     */
    byte[] write(Document document);
}
