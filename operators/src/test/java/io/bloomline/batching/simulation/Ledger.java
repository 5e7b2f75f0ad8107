package io.bloomline.batching.simulation;

import io.bloomline.batching.simulation.Asked.State;
import io.bloomline.failure.Failure;
import io.bloomline.inference.Answer;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The books of one run: what was asked, sent and answered, and what was found wrong with it. */
final class Ledger {

    private final VirtualTime time;
    private final long startedAt;
    private final List<Check> checks = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Asked> all = new ArrayList<>();

    /** Nobody before this place waits for a first time. */
    private int oldest;

    private int waiting;
    private int back;
    private int ended;
    private int firstSends;
    private int batches;
    private int batchesUnderWay;
    private int linedUp;
    private int emitted;
    private boolean closed;

    Ledger(VirtualTime time) {
        this.time = time;
        this.startedAt = time.nanoTime();
    }

    void watchedBy(Check check) {
        checks.add(check);
    }

    List<Class<? extends Check>> promises() {
        return checks.stream().<Class<? extends Check>>map(Check::getClass).toList();
    }

    void broken(Check promise, String what) {
        findings.add(new Finding(promise.getClass(), now(), what));
    }

    /** What is wrong, the first thing first. */
    List<Finding> findings() {
        return findings;
    }

    /** Nanoseconds since the start. */
    long now() {
        return time.nanoTime() - startedAt;
    }

    List<Asked> all() {
        return all;
    }

    /** Requests that have not ended. */
    int pending() {
        return all.size() - ended;
    }

    /** Outcomes that have not gone on their way yet, whether there or not. */
    int inLine() {
        return linedUp - emitted;
    }

    /** Requests whose batch came back, and who have neither ended nor been sent again. */
    int back() {
        return back;
    }

    int batches() {
        return batches;
    }

    int batchesUnderWay() {
        return batchesUnderWay;
    }

    boolean closed() {
        return closed;
    }

    /** Who has waited longest for a first time; null when nobody does. */
    @Nullable
    Asked oldestWaiting() {
        while (oldest < all.size() && all.get(oldest).state != State.WAITING) {
            oldest++;
        }
        return oldest == all.size() ? null : all.get(oldest);
    }

    /** Writes down a request whose number is the next. */
    Asked came(InferenceRequest request, boolean poisonous, int key) {
        Asked asked = new Asked(request, all.size(), poisonous, key, now(), firstSends);
        all.add(asked);
        waiting++;
        return asked;
    }

    Sent sent(List<InferenceRequest> requests) {
        Asked longestWaiting = oldestWaiting();
        int notUnderWay = waiting + back;
        int sentBefore = firstSends;
        List<Asked> members = new ArrayList<>(requests.size());
        Asked untimely = null;
        for (InferenceRequest request : requests) {
            Asked asked = all.get(Numbered.numberOf(request));
            members.add(asked);
            if (asked.state == State.UNDER_WAY || asked.state == State.ENDED) {
                untimely = asked;
            } else {
                move(asked, State.UNDER_WAY);
            }
        }
        Sent batch = new Sent(batches++, members, untimely, longestWaiting, notUnderWay, sentBefore);
        batch.whole.calls++;
        for (Asked asked : members) {
            if (asked.first == null) {
                asked.first = batch;
                firstSends++;
            }
            asked.last = batch;
        }
        batchesUnderWay++;
        tell(check -> check.sent(batch));
        return batch;
    }

    void back(Sent batch, @Nullable Failure failure) {
        batch.back = true;
        batch.failure = failure;
        batch.whole.unjust |= batch.refused() && batch.guilty() == 0;
        batchesUnderWay--;
        for (Asked asked : batch.members) {
            if (asked.state == State.UNDER_WAY && asked.last == batch) {
                move(asked, State.BACK);
            }
        }
        tell(check -> check.back(batch));
    }

    void ended(Asked asked, @Nullable Answer given, @Nullable Throwable thrown) {
        asked.given = given;
        asked.thrown = thrown;
        move(asked, State.ENDED);
        tell(check -> check.ended(asked));
    }

    /** The outcome of a request with a key will go on its way when those before it have. */
    void linedUp(Asked asked) {
        asked.place = linedUp++;
    }

    void emitted(Asked asked) {
        emitted++;
        tell(check -> check.emitted(asked));
    }

    void settled() {
        tell(Check::settled);
    }

    void measured() {
        tell(Check::measured);
    }

    /** The batcher is about to be closed. */
    void closing() {
        closed = true;
    }

    void closeReturned() {
        tell(Check::closed);
    }

    void atRest() {
        tell(Check::atRest);
    }

    /** A check that fails itself is a finding too: what is thrown here would be taken for an answer of the server. */
    private void tell(Consumer<Check> event) {
        for (Check check : checks) {
            try {
                event.accept(check);
            } catch (RuntimeException thrown) {
                broken(check, "the check itself failed with " + thrown);
            }
        }
    }

    private void move(Asked asked, State state) {
        count(asked.state, -1);
        asked.state = state;
        count(state, 1);
    }

    private void count(State state, int change) {
        switch (state) {
            case WAITING -> waiting += change;
            case UNDER_WAY -> {}
            case BACK -> back += change;
            case ENDED -> ended += change;
        }
    }
}
