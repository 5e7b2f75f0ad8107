package io.bloomline.job.local;

/**
 * From one language into another.
 *
 * @param from language of the text
 * @param to   language of the translation
 */
record Direction(String from, String to) {}
