package io.bloomline.pipeline;

import io.bloomline.document.Outcome;
import io.bloomline.schema.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a record.
 *
 * @param document the document in it, or null when it was unreadable or a tombstone
 * @param outcomes all its results, or one dead letter; none of a tombstone that has nothing to delete
 */
public record Fate(@Nullable Document document, List<Outcome> outcomes) {}
