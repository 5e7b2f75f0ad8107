package io.bloomline.sink;

import static java.util.Objects.requireNonNull;

import io.bloomline.deadletter.DeadLetters;
import io.bloomline.document.Outcome;
import io.bloomline.document.OutcomeCheck;
import io.bloomline.document.SourceRecord;
import io.bloomline.failure.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a dead letter of a document with a result that its topic doesn't take. It stands where all results of a document
 * are still together, since a document has all of them or none.
 */
public final class ResultSizeCheck implements OutcomeCheck {

    private final SinkTopics topics;
    private transient @Nullable ResultRecords records;
    private transient @Nullable RecordLimits limits;

    /** For results that are written to these topics. */
    public ResultSizeCheck(SinkTopics topics) {
        this.topics = topics;
    }

    /** Asks the brokers for the limits; anew after each restart, so that changed limits are heeded. */
    @Override
    public void open() {
        open(topics.limits());
    }

    /** With limits that are known already. */
    void open(RecordLimits known) {
        limits = known;
        records = new ResultRecords(topics.results(), topics.encoding());
    }

    @Override
    public List<Outcome> check(SourceRecord source, List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            String excess = excess(outcome);
            if (excess != null) {
                return List.of(DeadLetters.of(source, Failure.rejected("result-too-large", excess), 1));
            }
        }
        return outcomes;
    }

    private @Nullable String excess(Outcome outcome) {
        RecordLimits opened = requireNonNull(limits, "opened before the first document");
        ResultRecords writer = requireNonNull(records, "opened before the first document");
        if (outcome instanceof Outcome.Result result) {
            // Writing is the costly part, and hardly any result comes near a limit.
            if (opened.surelyPass(ResultSize.atMost(result), topics.results())) {
                return null;
            }
            String excess = opened.excess(writer.toRecord(result));
            return excess == null ? null : "The result has " + excess + "; raise that limit, or ask for less";
        }
        if (outcome instanceof Outcome.Tombstone tombstone) {
            String excess = opened.excess(writer.toRecord(tombstone));
            return excess == null ? null : "The deletion of the result has " + excess + "; raise that limit";
        }
        return null;
    }
}
