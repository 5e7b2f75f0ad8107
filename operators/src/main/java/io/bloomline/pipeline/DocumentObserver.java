package io.bloomline.pipeline;

import io.bloomline.document.Outcome;
import io.bloomline.schema.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is told what became of each record, to count it. Thread-safe and quick; what it throws is logged and ignored. */
@FunctionalInterface
public interface DocumentObserver {

    /** Tells nobody. */
    DocumentObserver NONE = (document, outcomes) -> {};

    /**
     * A record has its fate. Not called where that is the job's failure.
     *
     * @param document the document in it, or null when it was unreadable or a tombstone
     * @param outcomes what became of it; none of a tombstone that has nothing to delete
     */
    void documentDone(@Nullable Document document, List<Outcome> outcomes);
}
