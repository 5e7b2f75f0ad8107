package io.bloomline.pipeline;

import io.bloomline.document.Outcome;
import io.bloomline.governance.PersonalData;
import io.bloomline.schema.Document;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a record.
 *
 * @param document the document in it as the model got it, or null when it was unreadable or a tombstone
 * @param redacted how much of each kind of personal data was taken out of it before
 * @param outcomes all its results, one dead letter, or the deletion of its results; none of a tombstone without a key
 * @param optedOut whether it is deleted because it is opted out of being shown to a model
 */
public record Fate(
        @Nullable Document document, Map<PersonalData, Integer> redacted, List<Outcome> outcomes, boolean optedOut) {

    /** Of a record of which nothing was taken out. */
    Fate(@Nullable Document document, List<Outcome> outcomes) {
        this(document, Map.of(), outcomes, false);
    }
}
