package io.bloomline.batching;

import java.util.List;

/**
 * A batch on its way to the model.
 *
 * @param items      requests in it; halves of a refused batch are batches of their own
 * @param tokens     their tokens, which is the useful work
 * @param longest    tokens of the longest; {@code items · longest} is the work done
 * @param queueNanos how long the oldest of them has waited, since it came or came back with a refused batch
 * @param cost       what it costs the model, as far as that is known
 * @param limit      how many batches may be under way
 * @param lanes      how many of them the model is thought to work on at once
 * @param tokenRoom  tokens that may be under way before no further batch goes; {@link Long#MAX_VALUE} where nobody counts
 */
public record SentBatch(
        int items, int tokens, int longest, long queueNanos, BatchCost cost, int limit, int lanes, long tokenRoom) {

    /** Tokens of the batch once padded. */
    public long paddedTokens() {
        return (long) items * longest;
    }

    static SentBatch of(List<Pending> requests, double idealCost, CostModel model, long now, InFlightLimit limit) {
        int tokens = 0;
        int longest = 0;
        long oldest = 0;
        for (Pending pending : requests) {
            tokens += pending.tokens();
            longest = Math.max(longest, pending.tokens());
            oldest = Math.max(oldest, now - pending.waitsSinceNanos());
        }
        double fixed = model.fixedTokens();
        BatchCost cost = new BatchCost(
                idealCost,
                fixed + tokens,
                fixed + (double) requests.size() * longest,
                fixed * model.nanosPerToken(),
                model.nanosPerToken());
        return new SentBatch(
                requests.size(), tokens, longest, oldest, cost, limit.limit(), limit.lanes(), limit.tokenRoom());
    }
}
