package io.bloomline.governance;

/**
 * A stretch of a text that holds personal data.
 *
 * @param start where it begins, in UTF-16 code units
 * @param end   where it has ended
 * @param kind  what it holds
 */
record Span(int start, int end, PersonalData kind) {}
