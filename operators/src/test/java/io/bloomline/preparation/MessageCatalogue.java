package io.bloomline.preparation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a program says in another language, as GNU gettext keeps it: a table of lengths and places of translations. See "The
 * Format of GNU MO Files" in its manual.
 */
final class MessageCatalogue {

    private static final int MAGIC = 0x950412de;
    private static final int COUNT = 8;
    private static final int TRANSLATIONS = 16;

    private MessageCatalogue() {}

    /** All translations of a catalogue in UTF-8, without what it says of itself; of plurals the first. */
    static List<String> translations(Path file) {
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (bytes.capacity() < TRANSLATIONS + Integer.BYTES || bytes.getInt(0) != MAGIC) {
            return List.of();
        }
        List<String> translations = new ArrayList<>();
        for (int i = 0; i < bytes.getInt(COUNT); i++) {
            int entry = bytes.getInt(TRANSLATIONS) + i * 2 * Integer.BYTES;
            byte[] text = new byte[bytes.getInt(entry)];
            bytes.get(bytes.getInt(entry + Integer.BYTES), text);
            translations.add(new String(text, UTF_8).split("\0", 2)[0]);
        }
        boolean inUtf8 = !translations.isEmpty() && translations.get(0).contains("charset=UTF-8");
        return inUtf8 ? translations.subList(1, translations.size()) : List.of();
    }
}
