package io.bloomline.batching.simulation;

/** All requests of a batch are of one kind, with equal parameters. */
final class OnlyMatesTravelTogether implements Check {

    private final Ledger ledger;

    OnlyMatesTravelTogether(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void sent(Sent batch) {
        Asked first = batch.members.get(0);
        for (Asked asked : batch.members) {
            if (!Numbered.kindOf(asked.request).equals(Numbered.kindOf(first.request))) {
                ledger.broken(this, batch + " holds " + first + " and " + asked + ", which are of different kinds");
                return;
            }
        }
    }
}
