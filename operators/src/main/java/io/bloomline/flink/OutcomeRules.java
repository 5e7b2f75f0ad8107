package io.bloomline.flink;

import io.bloomline.document.OutcomeCheck;
import io.bloomline.governance.OptOutFeed;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the outcomes of documents, whatever the model said.
 *
 * @param maxDeadShare most dead letters among the last documents, as a part of 1; above it the job ends and isn't
 *     restarted. 1 for no bound
 * @param check        looks at the outcomes of each document, and may make a dead letter of them
 * @param optOuts      who says that no model may see a document, and that its results are to be deleted; null when nobody
 */
public record OutcomeRules(double maxDeadShare, OutcomeCheck check, @Nullable OptOutFeed optOuts)
        implements Serializable {

    /** Lets everything pass. */
    public static final OutcomeRules NONE = new OutcomeRules(1, (source, outcomes) -> outcomes);

    /** The same where nobody is opted out. */
    public OutcomeRules(double maxDeadShare, OutcomeCheck check) {
        this(maxDeadShare, check, null);
    }
}
