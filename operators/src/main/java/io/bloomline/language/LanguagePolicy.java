package io.bloomline.language;

import java.io.Serializable;

/**
 * What happens where a document's language isn't known, or isn't one of the model's.
 *
 * @param detect        whether a language is looked for where a document gives none
 * @param minConfidence least confidence of a detection that is believed, from 0.5 to 1
 * @param unsupported   what becomes of documents in a language that the model wasn't made for
 * @param unknown       what becomes of documents that give no language, and for which none was found
 */
public record LanguagePolicy(boolean detect, double minConfidence, Treatment unsupported, Treatment unknown)
        implements Serializable {

    /** What holds unless somebody says otherwise. */
    public static final LanguagePolicy DEFAULT =
            new LanguagePolicy(false, 0.8, Treatment.DEAD_LETTER, Treatment.PROCESS);

    /** What becomes of a document. */
    public enum Treatment {
        /** It is answered like any other. */
        PROCESS,
        /** It is answered, and its results carry a tag. */
        TAG,
        /** It is not answered. */
        DEAD_LETTER
    }
}
