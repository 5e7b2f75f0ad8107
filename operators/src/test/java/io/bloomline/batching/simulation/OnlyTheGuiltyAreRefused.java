package io.bloomline.batching.simulation;

import io.bloomline.failure.FailureException;
import io.bloomline.failure.FailureKind;
import java.util.concurrent.CancellationException;

/** A request is refused only when it was refused alone; so the innocent are answered beside the guilty. */
final class OnlyTheGuiltyAreRefused implements Check {

    private final Ledger ledger;

    OnlyTheGuiltyAreRefused(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void ended(Asked asked) {
        if (asked.given != null && asked.poisonous) {
            ledger.broken(this, asked + " was answered, though it is poisonous");
        } else if (isRefused(asked) && (asked.last == null || asked.last.items() > 1)) {
            ledger.broken(this, asked + " was refused without having been alone");
        }
    }

    private static boolean isRefused(Asked asked) {
        return asked.thrown != null
                && !(asked.thrown instanceof CancellationException)
                && FailureException.of(asked.thrown).failure().kind() == FailureKind.REJECTED;
    }
}
