package io.bloomline.job.verify;

/**
 * Something that a result doesn't carry as it must.
 *
 * @param field   the field or header
 * @param message what is wrong with it; no text of a document
 */
public record Fault(String field, String message) {}
