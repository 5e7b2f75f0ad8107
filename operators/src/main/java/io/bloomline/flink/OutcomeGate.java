package io.bloomline.flink;

import io.bloomline.deadletter.DeadShare;
import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.failure.FailureException;
import io.bloomline.pipeline.InferenceSettings;
import java.util.List;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;

/** Where the outcomes of a subtask's documents leave, if the rules let them. Not thread-safe. */
final class OutcomeGate implements AutoCloseable {

    /** Shared, since a bad partition says less about the job than bad documents everywhere. */
    private static final SharedPerProcess<Object, DeadShare> DEAD_SHARES = new SharedPerProcess<>(unused -> {});

    private final OutcomeRules rules;
    private final SharedPerProcess.Lease<DeadShare> deadShare;

    private OutcomeGate(OutcomeRules rules, SharedPerProcess.Lease<DeadShare> deadShare) {
        this.rules = rules;
        this.deadShare = deadShare;
    }

    /** The gate of a subtask, whose check is open already. */
    static OutcomeGate open(InferenceSettings settings, OutcomeRules rules) {
        double most = rules.maxDeadShare();
        return new OutcomeGate(rules, DEAD_SHARES.lease(List.of(settings, most), () -> new DeadShare(most)));
    }

    /**
     * What leaves of a document.
     *
     * @throws SuppressRestartsException when too many documents became dead letters: they would again after a restart
     */
    List<Outcome> pass(SourceRecord source, List<Outcome> outcomes) {
        List<Outcome> leaving = rules.check().check(source, outcomes);
        try {
            deadShare.get().count(code(leaving));
        } catch (FailureException tooMany) {
            throw new SuppressRestartsException(tooMany);
        }
        return leaving;
    }

    private static @Nullable String code(List<Outcome> leaving) {
        for (Outcome outcome : leaving) {
            if (outcome instanceof Outcome.Refused refused) {
                return refused.deadLetter().getCode();
            }
        }
        return null;
    }

    @Override
    public void close() {
        deadShare.close();
    }
}
