package io.bloomline.preparation;

import io.bloomline.inference.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides a text into pieces of at most so many tokens. The pieces together are the text, to the character: cuts fall
 * before white space where there is some near, and never inside a code point.
 *
 * @param tokenizer counts
 * @param maxTokens most tokens of a piece, at least 4 (the most that one code point takes in a byte-level vocabulary)
 */
record Chunker(Tokenizer tokenizer, int maxTokens) {

    /** A piece of the text with its token ids. */
    @SuppressWarnings("ArrayRecordComponent") // made once, read once
    record Piece(String text, int[] tokenIds) {}

    List<Piece> divide(String text) {
        List<Piece> pieces = new ArrayList<>();
        divide(text, pieces);
        return pieces;
    }

    private void divide(String text, List<Piece> pieces) {
        int[] ids = tokenizer.encode(text);
        int codePoints = text.codePointCount(0, text.length());
        if (ids.length <= maxTokens || codePoints == 1) {
            pieces.add(new Piece(text, ids));
            return;
        }
        // A tenth more parts than must be, so that few of them need a second cut.
        int parts = Math.min(codePoints, (int) (1.1 * ids.length / maxTokens) + 1);
        int reach = text.length() / parts / 2;
        int start = 0;
        for (int part = 1; part <= parts; part++) {
            int end = part == parts ? text.length() : cut(text, (int) ((long) text.length() * part / parts), reach);
            if (end > start) {
                divide(text.substring(start, end), pieces);
                start = end;
            }
        }
    }

    /** A place to cut, before white space if there is some within {@code reach} of the one wanted. */
    private static int cut(String text, int wanted, int reach) {
        for (int distance = 0; distance < reach; distance++) {
            if (startsWhiteSpace(text, wanted - distance)) {
                return wanted - distance;
            }
            if (startsWhiteSpace(text, wanted + distance)) {
                return wanted + distance;
            }
        }
        boolean insideCodePoint =
                Character.isLowSurrogate(text.charAt(wanted)) && Character.isHighSurrogate(text.charAt(wanted - 1));
        return insideCodePoint ? wanted + 1 : wanted;
    }

    private static boolean startsWhiteSpace(String text, int index) {
        return index > 0
                && index < text.length()
                && Character.isWhitespace(text.charAt(index))
                && !Character.isWhitespace(text.charAt(index - 1));
    }
}
