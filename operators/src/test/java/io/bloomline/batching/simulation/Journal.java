package io.bloomline.batching.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Tells the story of a run, to whoever plays a seed again. */
final class Journal implements Check {

    private final Ledger ledger;
    private final Appendable out;

    Journal(Ledger ledger, Appendable out) {
        this.ledger = ledger;
        this.out = out;
    }

    @Override
    public void sent(Sent batch) {
        write(batch + (batch.again ? ", a part of " + batch.whole + "," : "") + " is sent: " + batch.members);
    }

    @Override
    public void back(Sent batch) {
        write(batch + " is back" + (batch.failure == null ? "" : ", failed: " + batch.failure.code()));
    }

    @Override
    public void ended(Asked asked) {
        write(asked + " of " + asked.request.tokens() + " tokens, come at " + asked.cameAt + ", "
                + (asked.thrown == null ? "is answered" : "ends with " + asked.thrown));
    }

    @Override
    public void measured() {
        write("memory is measured with " + ledger.pending() + " pending");
    }

    @Override
    public void closed() {
        write("the batcher is closed");
    }

    private void write(String line) {
        try {
            out.append(String.valueOf(ledger.now()))
                    .append(" ns  ")
                    .append(line)
                    .append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
