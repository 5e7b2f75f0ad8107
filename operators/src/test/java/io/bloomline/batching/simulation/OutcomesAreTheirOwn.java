package io.bloomline.batching.simulation;

import io.bloomline.failure.Failure;
import io.bloomline.failure.FailureException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** A request gets what the batch that it was in last came back with, and of that its own response. */
final class OutcomesAreTheirOwn implements Check {

    private final Ledger ledger;

    OutcomesAreTheirOwn(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void ended(Asked asked) {
        Sent batch = asked.last != null && asked.last.back ? asked.last : null;
        if (asked.given != null) {
            int number = Numbered.numberOf(asked.given.response());
            if (number != asked.number) {
                ledger.broken(this, asked + " got the answer to request " + number);
            } else if (batch == null || batch.failure != null) {
                ledger.broken(this, asked + " was answered, but its last batch was not: " + batch);
            }
        } else if (asked.thrown != null && !(asked.thrown instanceof CancellationException)) {
            Failure failure = FailureException.of(asked.thrown).failure();
            boolean closed = ledger.closed() && failure.code().equals("closed");
            if (!closed && (batch == null || !isSame(failure, batch.failure))) {
                ledger.broken(this, asked + " failed otherwise than its last batch: " + failure.code());
            }
        }
    }

    private static boolean isSame(Failure mine, @Nullable Failure batch) {
        // The words may name the exception behind it, which differ with where it was caught.
        return batch != null && mine.kind() == batch.kind() && mine.code().equals(batch.code());
    }
}
