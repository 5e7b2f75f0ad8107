package io.bloomline.batching.simulation;

/** The guilty of a refused batch are found with few calls. */
final class FewCallsFindTheGuilty implements Check {

    private final Ledger ledger;

    FewCallsFindTheGuilty(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void atRest() {
        Sent counted = null;
        for (Asked asked : ledger.all()) {
            Sent batch = asked.first;
            if (batch != null && batch != counted && !batch.unjust) {
                counted = batch;
                int most = Promises.calls(batch.items(), batch.guilty());
                if (batch.calls > most) {
                    ledger.broken(
                            this,
                            batch + " of " + batch.items() + " with " + batch.guilty() + " guilty took " + batch.calls
                                    + " calls, above " + most);
                }
            }
        }
    }
}
