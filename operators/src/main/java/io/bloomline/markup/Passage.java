package io.bloomline.markup;

/**
 * A stretch of text to be translated.
 *
 * @param text         the words, white space at the ends left out
 * @param placeholders whether it has placeholders such as {@code <1>} that the translation must have too
 */
public record Passage(String text, boolean placeholders) {}
