package io.bloomline.inference.djl;

import ai.djl.huggingface.tokenizers.jni.CharSpan;

/** Turns the places that DJL tells, in code points, into places in a string. */
final class TokenEnds {

    private TokenEnds() {}

    /**
     * Where each token ends.
     *
     * @param spans one per token; null for special tokens, which are nowhere in the text
     */
    static int[] of(CharSpan[] spans, String text) {
        int[] ends = new int[spans.length];
        int codePoint = 0;
        int place = 0;
        for (int i = 0; i < spans.length; i++) {
            int end = spans[i] == null ? 0 : spans[i].getEnd();
            if (end > codePoint) {
                place = text.offsetByCodePoints(place, end - codePoint);
                codePoint = end;
            }
            ends[i] = place;
        }
        return ends;
    }
}
