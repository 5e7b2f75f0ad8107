package io.bloomline.language;

/**
 * What language a text seems to be in.
 *
 * @param code       BCP 47 code, not always of a language of BLOOM's
 * @param confidence from 0.5 to 1: how likely it is this language, if it is this or the next likely one; 1 where the
 *     script and its letters tell
 */
public record Detection(String code, double confidence) {}
