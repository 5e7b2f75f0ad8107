package io.bloomline.inference;

/**
 * A text's tokens with their places.
 *
 * @param ids  the token ids; not to be changed
 * @param ends for each token the place behind the last character that it has part of, in UTF-16 code units; never falling.
 *     Not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read once
public record Encoding(int[] ids, int[] ends) {

    /** Tokens whose places nobody told, as if all were equally long. */
    static Encoding evenly(int[] ids, int textLength) {
        int[] ends = new int[ids.length];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = (int) ((i + 1L) * textLength / ends.length);
        }
        return new Encoding(ids, ends);
    }
}
