package io.bloomline.preparation;

import io.bloomline.schema.Chunk;
import io.bloomline.schema.FinishReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a result will say, apart from what every result of its document says.
 *
 * @param keySuffix what the result's key has behind the document's key: {@code #3}, {@code @fr} or nothing
 * @param language  BCP 47 code of the result's language, or null when unknown
 * @param chunk     which part of the document this is about, or null for the whole
 * @param body      what the model made
 * @param tags      what a reader should know of it, most often nothing
 * @param origin    how it came to be
 */
public record Draft(
        String keySuffix,
        @Nullable String language,
        @Nullable Chunk chunk,
        Body body,
        List<String> tags,
        Origin origin) {

    /** A draft of which there is nothing more to know. */
    public Draft(String keySuffix, @Nullable String language, @Nullable Chunk chunk, Body body, Origin origin) {
        this(keySuffix, language, chunk, body, List.of(), origin);
    }

    /** The same with tags and parameters besides its own. */
    public Draft with(List<String> more, Map<String, String> parameters) {
        List<String> all = new ArrayList<>(tags);
        all.addAll(more);
        return new Draft(keySuffix, language, chunk, body, all, origin.with(parameters));
    }

    /**
     * A part of a document that was translated by itself.
     *
     * @param given      its text, without the white space around it
     * @param translated the answer to it
     * @param truncated  whether the token limit ended the answer
     */
    public record Segment(String given, String translated, boolean truncated) {}

    /** What the model made: one kind for each kind of result. */
    public sealed interface Body {

        /**
         * A vector for an {@code Embedding}.
         *
         * @param components not to be changed
         */
        @SuppressWarnings("ArrayRecordComponent") // handed over, never copied
        record Vector(float[] components) implements Body {}

        /**
         * A {@code Translation}.
         *
         * @param text         the whole translation
         * @param finishReason {@code LENGTH} when the token limit ended any part of it
         * @param segments     what it was put together from, in their order
         */
        record Translated(String text, FinishReason finishReason, List<Segment> segments) implements Body {}

        /**
         * A {@code Generation}.
         *
         * @param text         the text
         * @param finishReason {@code LENGTH} when the token limit ended any part of it
         */
        record Written(String text, FinishReason finishReason) implements Body {}
    }

    /**
     * How a result came to be.
     *
     * @param exchanges  all that was asked of the model for it, and answered; at least one
     * @param promptId   name of the prompt template, or null when there is none
     * @param promptHash hash of the prompt template, or null when there is none
     * @param parameters what shaped the answer
     */
    public record Origin(
            List<Exchange> exchanges,
            @Nullable String promptId,
            @Nullable String promptHash,
            Map<String, String> parameters) {

        private Origin with(Map<String, String> more) {
            Map<String, String> all = new LinkedHashMap<>(parameters);
            all.putAll(more);
            return new Origin(exchanges, promptId, promptHash, all);
        }
    }
}
