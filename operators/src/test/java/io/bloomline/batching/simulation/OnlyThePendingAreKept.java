package io.bloomline.batching.simulation;

import io.bloomline.batching.simulation.Asked.State;
import io.bloomline.inference.InferenceRequest;

/**
 * Whatever the server does: requests are held while they are pending or under way, or part of a refused batch, and
 * nothing grows but with them.
 */
final class OnlyThePendingAreKept implements Check {

    private final Ledger ledger;
    private final CountedTimers timers;
    private final Memory memory;

    OnlyThePendingAreKept(Ledger ledger, CountedTimers timers, Memory memory) {
        this.ledger = ledger;
        this.timers = timers;
        this.memory = memory;
    }

    @Override
    public void settled() {
        int most = Promises.TIMERS + ledger.batchesUnderWay();
        if (timers.pending() > most) {
            ledger.broken(this, timers.pending() + " timers are set, above " + most);
        }
    }

    @Override
    public void measured() {
        Reachable kept = memory.look();
        for (InferenceRequest request : kept.requests()) {
            Asked asked = ledger.all().get(Numbered.numberOf(request));
            if (asked.state == State.ENDED && (asked.last == null || asked.last.isOver())) {
                ledger.broken(this, asked + " is held, and has ended");
                return;
            }
        }
        int pending = kept.requests().size() + ledger.inLine();
        int most = Promises.SPARE_OBJECTS + Promises.OBJECTS_PER_PENDING * pending;
        if (memory.grownBy(kept) > most) {
            ledger.broken(this, memory.grownBy(kept) + " objects are held beside those of the start, above " + most);
        }
    }
}
