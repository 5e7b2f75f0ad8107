package io.bloomline.batching.simulation;

import io.bloomline.batching.BatchLimits;

/** Who was overtaken by as many as are promised goes with the next batch; of several, who has waited longest. */
final class NobodyStarves implements Check {

    private final Ledger ledger;
    private final BatchLimits limits;

    NobodyStarves(Ledger ledger, BatchLimits limits) {
        this.ledger = ledger;
        this.limits = limits;
    }

    @Override
    public void sent(Sent batch) {
        Asked oldest = batch.oldest;
        if (oldest == null || batch.again || batch.members.contains(oldest)) {
            return;
        }
        int overtakenBy = batch.sentBefore - oldest.sentBefore;
        if (overtakenBy >= Promises.overtaking(limits, batch.waiting)) {
            ledger.broken(
                    this,
                    overtakenBy + " overtook " + oldest + " while " + batch.waiting + " waited, and " + batch
                            + " leaves it behind again");
        }
    }
}
