package io.bloomline.job.local;

import io.bloomline.schema.Chunk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job wrote about a document, as the scorecard reads it.
 *
 * @param key        Kafka key of the result
 * @param documentId id of the document it says it is about
 * @param inputHash  SHA-256 of the text it says it was made from
 * @param chunk      which part of the document it says it is about, or null for the whole
 * @param tags       what it says a reader should know of it
 * @param tokens     tokens read and written for it
 * @param said       the answer: a text, or what the nearest vector means
 */
record Answer(
        String key,
        String documentId,
        String inputHash,
        @Nullable Chunk chunk,
        List<String> tags,
        int tokens,
        String said) {

    /** The document's key: what stands before {@code #chunk} or {@code @language}. */
    String documentKey() {
        return key.split("[#@]", 2)[0];
    }

    /** The same answer in other words. */
    Answer saying(String words) {
        return new Answer(key, documentId, inputHash, chunk, tags, tokens, words);
    }
}
