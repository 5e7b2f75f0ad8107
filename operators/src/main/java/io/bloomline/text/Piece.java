package io.bloomline.text;

/**
 * A part of a text.
 *
 * @param text     its characters
 * @param start    where it begins in the whole, in UTF-16 code units
 * @param end      where it ends there, exclusive
 * @param tokenIds its tokens, as they were counted against the limit; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read once
public record Piece(String text, int start, int end, int[] tokenIds) {}
