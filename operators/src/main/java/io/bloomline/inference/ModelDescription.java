package io.bloomline.inference;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of itself.
 *
 * @param name         name in the model repository
 * @param version      version that is served
 * @param licence      licence the model states, or null
 * @param endpoint     where it is served, as the provenance names it
 * @param output       what it answers with
 * @param maxTokens    most tokens of one request, read and written together
 * @param maxBatchSize most requests of one batch
 * @param servers      how many servers share the work, at least 1
 * @param continuous   whether it takes single requests at any time and batches them itself, step by step
 * @param languages    BCP 47 codes of the languages it was made for; empty when it doesn't say
 */
public record ModelDescription(
        String name,
        String version,
        @Nullable String licence,
        String endpoint,
        Output output,
        int maxTokens,
        int maxBatchSize,
        int servers,
        boolean continuous,
        Set<String> languages) {

    /** What a model answers with. */
    public enum Output {
        TEXT,
        VECTOR
    }
}
