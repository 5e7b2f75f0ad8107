package io.bloomline.batching.simulation;

import io.bloomline.batching.BatchLimits;
import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** Notes which of the things that make a batcher's life hard happen in a run. */
final class Variety implements Check {

    enum Happening {
        A_FULL_BATCH,
        ALL_SLOTS_TAKEN,
        A_REQUEST_ABOVE_THE_TOKEN_LIMIT,
        OTHER_KINDS_LEFT_BEHIND,
        A_REFUSED_BATCH,
        A_PART_REFUSED_AGAIN,
        A_BROKEN_CONTRACT,
        A_TRANSIENT_FAILURE_OF_A_BATCH,
        A_FATAL_FAILURE_OF_A_BATCH,
        GIVEN_UP_WHILE_WAITING,
        GIVEN_UP_UNDER_WAY,
        CLOSED_ON_WHO_WAITED,
        AN_ANSWER_IN_LINE_BEHIND_ANOTHER,
        MANY_PENDING_WHEN_MEASURED
    }

    private final Ledger ledger;
    private final BatchLimits limits;
    private final Set<Happening> happened;

    Variety(Ledger ledger, BatchLimits limits, Set<Happening> happened) {
        this.ledger = ledger;
        this.limits = limits;
        this.happened = happened;
    }

    @Override
    public void sent(Sent batch) {
        note(Happening.A_FULL_BATCH, batch.items() > 1 && batch.items() == limits.maxItems());
        note(Happening.ALL_SLOTS_TAKEN, ledger.batchesUnderWay() == limits.maxInFlight());
        note(Happening.A_REQUEST_ABOVE_THE_TOKEN_LIMIT, batch.longest() > limits.maxTokens());
        Asked oldest = ledger.oldestWaiting();
        note(
                Happening.OTHER_KINDS_LEFT_BEHIND,
                oldest != null
                        && !Numbered.kindOf(oldest.request).equals(Numbered.kindOf(batch.members.get(0).request)));
    }

    @Override
    public void back(Sent batch) {
        note(Happening.A_REFUSED_BATCH, batch.refused() && batch.items() > 1);
        note(Happening.A_PART_REFUSED_AGAIN, batch.refused() && batch.items() > 1 && batch.again);
        if (batch.failure != null) {
            FailureKind kind = batch.failure.kind();
            note(Happening.A_BROKEN_CONTRACT, batch.refused() && batch.guilty() == 0);
            note(Happening.A_TRANSIENT_FAILURE_OF_A_BATCH, kind == FailureKind.TRANSIENT);
            note(Happening.A_FATAL_FAILURE_OF_A_BATCH, kind == FailureKind.MISCONFIGURED);
        }
    }

    @Override
    public void ended(Asked asked) {
        note(Happening.AN_ANSWER_IN_LINE_BEHIND_ANOTHER, ledger.inLine() > 1 + ledger.pending());
        if (asked.thrown instanceof CancellationException) {
            note(Happening.GIVEN_UP_WHILE_WAITING, asked.last == null);
            note(Happening.GIVEN_UP_UNDER_WAY, asked.last != null && !asked.last.back);
        } else if (asked.thrown != null) {
            boolean closed = FailureException.of(asked.thrown).failure().code().equals("closed");
            note(Happening.CLOSED_ON_WHO_WAITED, closed && asked.cameAt < ledger.now() && asked.last == null);
        }
    }

    @Override
    public void measured() {
        note(Happening.MANY_PENDING_WHEN_MEASURED, ledger.pending() > 4 * limits.maxItems());
    }

    private void note(Happening happening, boolean happens) {
        if (happens) {
            happened.add(happening);
        }
    }
}
