package io.bloomline.batching.simulation;

/** The batcher doesn't go round in circles: it comes to rest after as many batches and timers as there is work for. */
final class ItComesToRest implements Check {

    /** Halving a batch down to each of its items takes twice as many calls as it has items. */
    private static final int BATCHES_PER_REQUEST = 2;

    private final Ledger ledger;
    private final CountedTimers timers;

    ItComesToRest(Ledger ledger, CountedTimers timers) {
        this.ledger = ledger;
        this.timers = timers;
    }

    @Override
    public void sent(Sent batch) {
        if (ledger.batches() > BATCHES_PER_REQUEST * ledger.all().size()) {
            ledger.broken(
                    this,
                    ledger.batches() + " batches were sent for " + ledger.all().size() + " requests");
        }
    }

    @Override
    public void settled() {
        if (timers.tooMany()) {
            ledger.broken(this, "one timer was set after the other");
        }
    }
}
