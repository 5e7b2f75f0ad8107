package io.bloomline.governance;

import io.bloomline.schema.Document;
import org.jspecify.annotations.Nullable;

/** Which documents are opted out of being shown to a model. Thread-safe. */
@FunctionalInterface
public interface OptOuts {

    /** Nobody has opted out. */
    OptOuts NONE = (key, document) -> false;

    /**
     * Whether a document is opted out: by its key, by its id, or by an attribute.
     *
     * @param key      key of its record, or null
     * @param document the document; null where it isn't read yet, or can't be
     */
    boolean includes(byte @Nullable [] key, @Nullable Document document);
}
