package io.bloomline.batching.simulation;

import org.jspecify.annotations.Nullable;

/** While a slot is free nobody waits longer than the delay, and what is left of a refused batch not at all. */
final class NobodyLingersBesideAFreeSlot implements Check {

    private final Ledger ledger;
    private final int certainSlots;
    private final long maxDelay;
    private long freeSince;

    NobodyLingersBesideAFreeSlot(Ledger ledger, Scenario scenario) {
        this.ledger = ledger;
        this.certainSlots = scenario.certainSlots();
        this.maxDelay = scenario.limits().maxDelay().toNanos();
    }

    @Override
    public void sent(Sent batch) {
        if (ledger.batchesUnderWay() <= certainSlots) {
            checkDelay(batch.oldest);
        }
    }

    @Override
    public void back(Sent batch) {
        if (ledger.batchesUnderWay() == certainSlots - 1) {
            freeSince = ledger.now();
        }
    }

    @Override
    public void settled() {
        if (ledger.closed() || ledger.batchesUnderWay() >= certainSlots) {
            return;
        }
        checkDelay(ledger.oldestWaiting());
        if (ledger.back() > 0) {
            ledger.broken(this, ledger.back() + " requests are back from their batch, and nothing happens");
        }
    }

    private void checkDelay(@Nullable Asked oldest) {
        if (oldest != null) {
            long tooLong = ledger.now() - Math.max(oldest.cameAt + maxDelay, freeSince);
            if (tooLong > 0) {
                ledger.broken(this, oldest + " waits " + tooLong + " ns too long beside a free slot");
            }
        }
    }
}
