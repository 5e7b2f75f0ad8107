package io.bloomline.quality;

/**
 * A flaw that was found.
 *
 * @param flaw    which one
 * @param message what was measured, and the limit; no text of a document
 */
public record Finding(Flaw flaw, String message) {}
