package io.bloomline.governance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Somebody's wish that documents be shown to no model.
 *
 * @param name      key or id of a document, or {@code attribute:value}; a character for each byte
 * @param partition where it stands in its topic
 * @param offset    where it stands in its partition
 * @param timestamp when it was said, milliseconds since the epoch
 */
public record OptOut(String name, int partition, long offset, long timestamp) {

    /** The name that bytes are, each a character: any key has one of its own, and most take a byte for each. */
    public static String name(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    /** The key of which it may be the name. */
    public byte[] key() {
        return name.getBytes(ISO_8859_1);
    }
}
