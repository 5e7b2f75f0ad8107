package io.bloomline.document;

import java.io.Serializable;
import java.util.List;

/** Looks at the outcomes of a document before they leave. Travels with the job; each subtask has one. Not thread-safe. */
@FunctionalInterface
public interface OutcomeCheck extends Serializable {

    /** Called once where the subtask runs, before the first document. */
    default void open() {}

    /**
     * What leaves instead.
     *
     * @param source   the record that was answered
     * @param outcomes all outcomes of it
     * @return the same, or one dead letter
     */
    List<Outcome> check(SourceRecord source, List<Outcome> outcomes);
}
