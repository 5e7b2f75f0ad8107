package io.bloomline.preparation;

import io.bloomline.inference.InferenceRequest;
import io.bloomline.schema.Chunk;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request of a document, with what its result must say.
 *
 * @param request    what is asked of the model
 * @param keySuffix  what the result's key has behind the document's key: {@code #3}, {@code @fr} or nothing
 * @param language   BCP 47 code of the result's language, or null when unknown
 * @param chunk      which part of the document this is, or null for the whole
 * @param promptId   name of the prompt template, or null when there is none
 * @param promptHash hash of the prompt template, or null when there is none
 * @param parameters what shaped the answer, for the provenance
 */
public record PreparedRequest(
        InferenceRequest request,
        String keySuffix,
        @Nullable String language,
        @Nullable Chunk chunk,
        @Nullable String promptId,
        @Nullable String promptHash,
        Map<String, String> parameters) {}
