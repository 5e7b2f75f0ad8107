package io.bloomline.batching.simulation;

import io.bloomline.batching.BatchLimits;

/** No batch has too many items, nor too many tokens with padding unless it has one item; nor are too many in flight. */
final class BoundsHold implements Check {

    private final Ledger ledger;
    private final BatchLimits limits;

    BoundsHold(Ledger ledger, BatchLimits limits) {
        this.ledger = ledger;
        this.limits = limits;
    }

    @Override
    public void sent(Sent batch) {
        if (batch.items() > limits.maxItems()) {
            ledger.broken(this, batch + " has " + batch.items() + " items, above " + limits.maxItems());
        }
        long padded = (long) batch.items() * batch.longest();
        if (batch.items() > 1 && padded > limits.maxTokens()) {
            ledger.broken(this, batch + " has " + padded + " tokens with padding, above " + limits.maxTokens());
        }
        if (ledger.batchesUnderWay() > limits.maxInFlight()) {
            ledger.broken(this, ledger.batchesUnderWay() + " batches are in flight, above " + limits.maxInFlight());
        }
    }
}
