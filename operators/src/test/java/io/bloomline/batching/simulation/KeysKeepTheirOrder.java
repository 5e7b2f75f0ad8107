package io.bloomline.batching.simulation;

import java.util.HashMap;
import java.util.Map;

/** The outcomes of one key go on their way in the order of their requests, all of them. */
final class KeysKeepTheirOrder implements Check {

    private final Ledger ledger;
    private final Map<Integer, Asked> lastOfKey = new HashMap<>();

    KeysKeepTheirOrder(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void emitted(Asked asked) {
        Asked before = lastOfKey.put(asked.key, asked);
        if (before != null && before.place >= asked.place) {
            ledger.broken(this, asked + " goes on after " + before + ", which has the same key");
        }
    }

    @Override
    public void atRest() {
        if (ledger.inLine() > 0) {
            ledger.broken(this, ledger.inLine() + " outcomes have not gone on their way");
        }
    }
}
