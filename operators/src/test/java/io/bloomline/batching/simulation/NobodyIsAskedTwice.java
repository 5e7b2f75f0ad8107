package io.bloomline.batching.simulation;

/** No request is sent while it is under way, or after its end. */
final class NobodyIsAskedTwice implements Check {

    private final Ledger ledger;

    NobodyIsAskedTwice(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void sent(Sent batch) {
        if (batch.untimely != null) {
            ledger.broken(this, batch + " holds " + batch.untimely + ", which is under way already or has ended");
        }
    }
}
