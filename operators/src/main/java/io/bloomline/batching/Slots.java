package io.bloomline.batching;

import java.util.List;

/** The model's slots: which batches are under way, and what is learned from how long they take. Not thread-safe. */
final class Slots {

    private final InFlightLimit limit;
    private final CostModel cost;
    private final Foresight foresight = new Foresight();
    private int inFlight;

    Slots(InFlightLimit limit, CostModel cost) {
        this.limit = limit;
        this.cost = cost;
    }

    /**
     * How long until a batch may be sent; 0 for now, {@link Long#MAX_VALUE} when only an answer can tell. See
     * {@link InFlightLimit#admits}.
     */
    long nanosUntilOneIsFree(boolean batchWouldBeFull, long now) {
        if (limit.admits(inFlight, batchWouldBeFull)) {
            return 0;
        }
        return !batchWouldBeFull && cost.isKnown() && limit.admitsAhead(inFlight)
                ? foresight.nanosUntilSending(now)
                : Long.MAX_VALUE;
    }

    /**
     * Takes a slot for requests that are sent now.
     *
     * @param full      whether they are as many as fit
     * @param idealCost see {@link BatchCost}
     */
    Batch take(List<Pending> requests, boolean full, double idealCost, long now) {
        SentBatch sent = SentBatch.of(requests, idealCost, cost, now, limit);
        boolean waits = inFlight >= limit.lanes();
        boolean ahead = waits && !full;
        InFlightLimit.Departure departure =
                ahead ? limit.sentAhead(inFlight, sent.paddedTokens()) : limit.sent(inFlight, sent.paddedTokens());
        inFlight++;
        Batch batch = new Batch(requests, sent, now, departure);
        foresight.sent(batch, cost.nanos((double) sent.paddedTokens()), waits, ahead);
        return batch;
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
    void giveBack(Batch batch, long now, boolean answered) {
        inFlight--;
        foresight.ended(batch, now, answered && limit.isUndisturbed(batch.departure()));
        limit.ended(batch.departure());
    }
}
