package io.bloomline.document;

import java.io.Serializable;

/**
 * What a document may cost at most, so that no single one takes a job's memory or its model for itself. Whatever is beyond
 * is refused by name. The keys of a job file that set these are named like them, under {@code limits}.
 *
 * @param maxBytes        most bytes of a record's value, as it is once Kafka has decompressed it
 * @param maxDepth        most levels of nesting in JSON, the document's own object being the first
 * @param maxTokens       most tokens of a document's text, however it is divided; not looked at where the model's tokens
 *     can't be counted
 * @param maxSegments     most requests to the model for one document, in all rounds and for all results
 * @param maxOutputTokens most tokens that the model may be asked to write for one document, in all of its requests
 */
public record DocumentLimits(int maxBytes, int maxDepth, int maxTokens, int maxSegments, int maxOutputTokens)
        implements Serializable {

    /** Room for a book, four times over what a broker takes unless it is told otherwise. */
    public static final DocumentLimits DEFAULT = new DocumentLimits(4 << 20, 100, 1 << 20, 1 << 14, 1 << 20);
}
