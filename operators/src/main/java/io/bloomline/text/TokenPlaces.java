package io.bloomline.text;

import io.bloomline.inference.Encoding;

/**
 * Where the tokens of a whole text are. A piece alone may be encoded a little otherwise than within the whole, so what is
 * told from here is where to try first.
 */
final class TokenPlaces {

    private final int[] ends;
    private final int length;

    /**
     * The places of a text's tokens.
     *
     * @param length of the text, in UTF-16 code units
     */
    TokenPlaces(Encoding encoding, int length) {
        this.ends = encoding.ends();
        this.length = length;
    }

    /** How many tokens have something between two places. */
    int between(int start, int end) {
        return start >= end ? 0 : Math.max(tokenAt(end), tokenAt(end - 1) + 1) - tokenAt(start);
    }

    /** The farthest place that so many tokens, at least one, reach from {@code start}: at least one character farther. */
    int reach(int start, int tokens) {
        int first = tokenAt(start);
        long last = (long) first + tokens - 1;
        if (last >= ends.length - 1) {
            return length;
        }
        int whole = (int) last;
        while (whole > first && ends[whole + 1] == ends[whole]) {
            whole--; // a character of several tokens, and not all of them fit
        }
        return ends[whole];
    }

    /** Where the last so many tokens before {@code end} begin. */
    int back(int end, int tokens) {
        int first = tokenAt(end) - tokens;
        return first <= 0 ? 0 : ends[first - 1];
    }

    /** The first token that ends behind a place. */
    private int tokenAt(int place) {
        int low = 0;
        int high = ends.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] > place) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
