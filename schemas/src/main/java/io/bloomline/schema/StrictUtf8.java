package io.bloomline.schema;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** UTF-8 without replacement characters: what can't be decoded or encoded is refused, never altered. */
final class StrictUtf8 {

    private static final int BUFFER_CHARS = 4096;

    private StrictUtf8() {}

    /**
     * Decodes bytes.
     *
     * @param where names what the bytes are, for the message
     * @throws MalformedRecordException at the first byte that is not UTF-8
     */
    static String decode(byte[] bytes, String where) throws MalformedRecordException {
        // The JVM decodes fast but puts U+FFFD in place of an invalid byte; only where one stands is a closer look
        // needed.
        String decoded = new String(bytes, StandardCharsets.UTF_8);
        if (decoded.indexOf('\uFFFD') >= 0) {
            refuseInvalid(ByteBuffer.wrap(bytes), where);
        }
        return decoded;
    }

    private static void refuseInvalid(ByteBuffer bytes, String where) throws MalformedRecordException {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer scratch = CharBuffer.allocate(BUFFER_CHARS);
        CoderResult result;
        do {
            scratch.clear();
            result = decoder.decode(bytes, scratch, true);
        } while (result.isOverflow());
        if (result.isError()) {
            throw new MalformedRecordException(
                    "invalid-utf8",
                    "Byte " + bytes.position() + " of " + where + " (counted from 0) is not valid UTF-8; all text is"
                            + " expected in UTF-8.");
        }
    }

    /** Whether UTF-8 can hold the text, which it can unless half of a surrogate pair is missing. */
    static boolean canEncode(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean paired = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!paired) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Refuses to write a text that UTF-8 can't hold. */
    static void requireEncodable(CharSequence text) {
        if (!canEncode(text)) {
            throw new IllegalArgumentException(
                    "A string of the record holds half of a surrogate pair, which UTF-8 can't; no text that was read as"
                            + " UTF-8 has one");
        }
    }
}
