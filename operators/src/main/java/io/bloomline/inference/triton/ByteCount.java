package io.bloomline.inference.triton;

import io.bloomline.inference.Tokenizer;

/**
 * Stands in for a tokenizer where the server has it: as many ids as the text has UTF-8 bytes, all zero. A vocabulary that
 * is made of bytes, such as BLOOM's, never needs more tokens than that, and in most scripts far fewer.
 */
final class ByteCount implements Tokenizer {

    @Override
    public int[] encode(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Each half of a surrogate pair counts two of its four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return new int[bytes];
    }

    @Override
    public boolean isExact() {
        return false;
    }
}
