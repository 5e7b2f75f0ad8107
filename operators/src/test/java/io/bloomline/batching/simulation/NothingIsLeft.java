package io.bloomline.batching.simulation;

import io.bloomline.batching.BatchLimits;

/** When all are answered nothing is left: no batch, no timer beyond the delay, no object; after closing no timer. */
final class NothingIsLeft implements Check {

    private final Ledger ledger;
    private final CountedTimers timers;
    private final Memory memory;
    private final long maxDelay;
    private long lastPending;

    NothingIsLeft(Ledger ledger, CountedTimers timers, Memory memory, BatchLimits limits) {
        this.ledger = ledger;
        this.timers = timers;
        this.memory = memory;
        this.maxDelay = limits.maxDelay().toNanos();
    }

    @Override
    public void ended(Asked asked) {
        lastPending = ledger.now();
    }

    @Override
    public void settled() {
        if (ledger.pending() > 0 || ledger.batchesUnderWay() > 0) {
            lastPending = ledger.now();
        } else if (ledger.now() - lastPending > maxDelay && timers.pending() > 0) {
            ledger.broken(this, timers.pending() + " timers are set, and nobody waits");
        }
    }

    @Override
    public void closed() {
        if (ledger.batchesUnderWay() > 0) {
            ledger.broken(this, ledger.batchesUnderWay() + " batches are in flight after closing");
        }
        if (timers.pending() > 0) {
            ledger.broken(this, timers.pending() + " timers are set after closing");
        }
    }

    @Override
    public void atRest() {
        Reachable kept = memory.look();
        if (!kept.requests().isEmpty()) {
            ledger.broken(this, kept.requests().size() + " requests are held, and all have ended");
        } else if (memory.grownBy(kept) > Promises.SPARE_OBJECTS) {
            ledger.broken(this, memory.grownBy(kept) + " more objects are held than at the start");
        }
    }
}
