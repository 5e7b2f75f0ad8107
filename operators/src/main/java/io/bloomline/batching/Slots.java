package io.bloomline.batching;

import java.util.List;

/** The model's slots: which batches are under way, and what is learned from how long they take. Not thread-safe. */
final class Slots {

    private final InFlightLimit limit;
    private final CostModel cost;
    private int inFlight;

    Slots(InFlightLimit limit, CostModel cost) {
        this.limit = limit;
        this.cost = cost;
    }

    /** Whether a batch may be sent now; see {@link InFlightLimit#admits}. */
    boolean isOneFree(boolean batchWouldBeFull) {
        return limit.admits(inFlight, batchWouldBeFull);
    }

    /**
     * Takes a slot for requests that are sent now.
     *
     * @param idealCost see {@link BatchCost}
     */
    Batch take(List<Pending> requests, double idealCost, long now) {
        SentBatch sent = SentBatch.of(requests, idealCost, cost.fixedTokens(), now, limit);
        InFlightLimit.Departure departure = limit.sent(inFlight, sent.paddedTokens());
        inFlight++;
        return new Batch(requests, sent, now, departure);
    }

    /** Learns from a batch that was answered. */
    void learnFrom(Batch batch, double nanos) {
        double padded = (double) batch.sent().paddedTokens();
        if (batch.departure().alone() && limit.isUndisturbed(batch.departure())) {
            cost.learn(padded, Math.max(1, nanos));
        }
        limit.answered(batch.departure(), nanos, cost.isKnown() ? cost.nanos(padded) : nanos);
    }

    /** A batch is under way no more, however it ended. */
    void giveBack(Batch batch) {
        inFlight--;
        limit.ended(batch.departure());
    }
}
