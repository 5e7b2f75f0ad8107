package io.bloomline.quality;

/** What becomes of a text with a flaw. */
public enum Action {
    /** Nobody looks for the flaw. */
    OFF,
    /** It becomes a result that carries the flaw's code as a tag. */
    TAG,
    /** Its document becomes a dead letter. */
    DEAD_LETTER
}
