package io.bloomline.batching.simulation;

import io.bloomline.batching.simulation.Asked.State;

/** Every request has an outcome when all is done, and so when the batcher has been closed. */
final class EverybodyIsAnswered implements Check {

    private final Ledger ledger;

    EverybodyIsAnswered(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void closed() {
        findTheForgotten();
    }

    @Override
    public void atRest() {
        findTheForgotten();
    }

    private void findTheForgotten() {
        if (ledger.pending() > 0) {
            for (Asked asked : ledger.all()) {
                if (asked.state != State.ENDED) {
                    ledger.broken(this, asked + " has no outcome; it is " + asked.state);
                    return;
                }
            }
        }
    }
}
