package io.bloomline.inference.djl;

import java.util.Arrays;
import java.util.List;

/**
 * Tokens of several texts as one rectangle.
 *
 * @param rows  number of texts
 * @param width number of columns
 * @param ids   token ids, row after row
 * @param mask  1 where a token is; 0 where there is none, only an id to fill the place. BLOOM counts positions by the
 *              mask, so to it such a place doesn't exist
 */
@SuppressWarnings("ArrayRecordComponent") // made for one batch, compared by nobody
record TokenGrid(int rows, int width, long[] ids, long[] mask) {

    static TokenGrid empty(int rows) {
        return new TokenGrid(rows, 0, new long[0], new long[0]);
    }

    /** Texts filled up on the left, so that the last column holds the newest token of each. */
    static TokenGrid of(List<int[]> texts, int padId) {
        int width = texts.stream().mapToInt(text -> text.length).max().orElse(0);
        long[] ids = new long[texts.size() * width];
        long[] mask = new long[ids.length];
        Arrays.fill(ids, padId);
        for (int row = 0; row < texts.size(); row++) {
            int[] text = texts.get(row);
            int start = (row + 1) * width - text.length;
            for (int i = 0; i < text.length; i++) {
                ids[start + i] = text[i];
                mask[start + i] = 1;
            }
        }
        return new TokenGrid(texts.size(), width, ids, mask);
    }

    /** The columns from the first, included, to the last, excluded. */
    TokenGrid columns(int from, int to) {
        int narrow = to - from;
        long[] someIds = new long[rows * narrow];
        long[] someMask = new long[rows * narrow];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(ids, row * width + from, someIds, row * narrow, narrow);
            System.arraycopy(mask, row * width + from, someMask, row * narrow, narrow);
        }
        return new TokenGrid(rows, narrow, someIds, someMask);
    }

    /** This and, on its right, the other, which has as many rows. */
    TokenGrid beside(TokenGrid right) {
        int wide = width + right.width;
        long[] bothIds = new long[rows * wide];
        long[] bothMask = new long[rows * wide];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(ids, row * width, bothIds, row * wide, width);
            System.arraycopy(mask, row * width, bothMask, row * wide, width);
            System.arraycopy(right.ids, row * right.width, bothIds, row * wide + width, right.width);
            System.arraycopy(right.mask, row * right.width, bothMask, row * wide + width, right.width);
        }
        return new TokenGrid(rows, wide, bothIds, bothMask);
    }

    /** These rows only. */
    TokenGrid keep(int[] kept) {
        long[] someIds = new long[kept.length * width];
        long[] someMask = new long[kept.length * width];
        for (int i = 0; i < kept.length; i++) {
            System.arraycopy(ids, kept[i] * width, someIds, i * width, width);
            System.arraycopy(mask, kept[i] * width, someMask, i * width, width);
        }
        return new TokenGrid(kept.length, width, someIds, someMask);
    }
}
