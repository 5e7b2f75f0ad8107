package io.bloomline.schema;

import java.io.Serializable;

/** How documents are written in their topic. */
public interface DocumentEncoding extends Serializable {

    /**
     * Reads documents that are written so.
     *
     * @param maxDepth most levels of nesting in JSON, the document's own object being the first; at least 2
     */
    DocumentReader reader(int maxDepth);

    /** Writes documents so that {@link #reader} reads them; what the encoding has no place for is left out. */
    DocumentWriter writer();
}
