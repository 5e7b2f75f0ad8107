package io.bloomline.flink;

import io.bloomline.document.OutcomeCheck;
import java.io.Serializable;

/**
 * What holds for the outcomes of documents, whatever the model said.
 *
 * @param maxDeadShare most dead letters among the last documents, as a part of 1; above it the job ends and isn't
 *     restarted. 1 for no bound
 * @param check        looks at the outcomes of each document, and may make a dead letter of them
 */
public record OutcomeRules(double maxDeadShare, OutcomeCheck check) implements Serializable {

    /** Lets everything pass. */
    public static final OutcomeRules NONE = new OutcomeRules(1, (source, outcomes) -> outcomes);
}
