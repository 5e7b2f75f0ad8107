package io.bloomline.flink;

import io.bloomline.deadletter.DeadShare;
import io.bloomline.deadletter.RedactedDeadLetters;
import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.failure.FailureException;
import io.bloomline.governance.Permission;
import io.bloomline.governance.RedactionPolicy;
import io.bloomline.governance.Redactor;
import io.bloomline.pipeline.InferenceSettings;
import io.bloomline.schema.DeadLetter;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;

/** Where the outcomes of a subtask's documents leave, if the rules let them. Not thread-safe. */
final class OutcomeGate implements AutoCloseable {

    /** Shared, since a bad partition says less about the job than bad documents everywhere. */
    private static final SharedPerProcess<Object, DeadShare> DEAD_SHARES = new SharedPerProcess<>(unused -> {});

    private final OutcomeRules rules;
    private final Consumer<DeadLetter> redaction;
    private final SharedPerProcess.Lease<DeadShare> deadShare;

    private OutcomeGate(
            OutcomeRules rules, Consumer<DeadLetter> redaction, SharedPerProcess.Lease<DeadShare> deadShare) {
        this.rules = rules;
        this.redaction = redaction;
        this.deadShare = deadShare;
    }

    /** The gate of a subtask, whose check is open already. */
    static OutcomeGate open(InferenceSettings settings, OutcomeRules rules) {
        double most = rules.maxDeadShare();
        return new OutcomeGate(
                rules, redaction(settings), DEAD_SHARES.lease(List.of(settings, most), () -> new DeadShare(most)));
    }

    private static Consumer<DeadLetter> redaction(InferenceSettings settings) {
        RedactionPolicy policy = settings.governance().redaction();
        return policy.inDeadLetters() && !policy.kinds().isEmpty()
                ? new RedactedDeadLetters(settings.encoding(), settings.limits(), new Redactor(policy.kinds()))::redact
                : letter -> {};
    }

    /**
     * What leaves of a document.
     *
     * @throws SuppressRestartsException when too many documents became dead letters: they would again after a restart
     */
    List<Outcome> pass(SourceRecord source, List<Outcome> outcomes) {
        List<Outcome> leaving = rules.check().check(source, outcomes);
        for (Outcome outcome : leaving) {
            if (outcome instanceof Outcome.Refused refused) {
                redaction.accept(refused.deadLetter());
            }
        }
        try {
            deadShare.get().count(code(leaving));
        } catch (FailureException tooMany) {
            throw new SuppressRestartsException(tooMany);
        }
        return leaving;
    }

    /** Cause of the dead letter; null for none, or for one that says nothing of how the job does. */
    private static @Nullable String code(List<Outcome> leaving) {
        for (Outcome outcome : leaving) {
            if (outcome instanceof Outcome.Refused refused) {
                String code = refused.deadLetter().getCode();
                return Permission.CODES.contains(code) ? null : code;
            }
        }
        return null;
    }

    @Override
    public void close() {
        deadShare.close();
    }
}
