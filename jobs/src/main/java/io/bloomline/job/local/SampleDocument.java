package io.bloomline.job.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * A document of the demo as it is written to Kafka, and what is known of it.
 *
 * @param id      its id and Kafka key
 * @param value   its bytes
 * @param content what it says; null when the bytes are no document
 */
@SuppressWarnings("ArrayRecordComponent") // written once, compared by its tests only
record SampleDocument(String id, byte[] value, @Nullable Content content) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What a document says.
     *
     * @param text     its text
     * @param language the language that it claims
     * @param meaning  what the text means; null when the model can't know
     */
    record Content(String text, String language, @Nullable Phrase meaning) {}

    /** A phrase in a language that has words for all of it. */
    static SampleDocument of(String id, String language, Phrase meaning, World world) {
        String text = meaning.in(language, world);
        if (text == null) {
            throw new IllegalArgumentException(world.englishName(language) + " has no words for " + meaning);
        }
        return of(id, new Content(text, language, meaning));
    }

    /** Any text under any language. */
    static SampleDocument of(String id, Content content) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", id)
                .put("text", content.text())
                .put("language", content.language());
        Phrase meaning = content.meaning();
        json.putObject("attributes").put("kind", meaning == null ? "unknown" : meaning.kind());
        try {
            return new SampleDocument(id, JSON.writeValueAsBytes(json), content);
        } catch (IOException impossible) {
            throw new UncheckedIOException("A sample document could not be written", impossible);
        }
    }

    /** Bytes that are no document. */
    static SampleDocument unreadable(String id, byte[] value) {
        return new SampleDocument(id, value, null);
    }
}
