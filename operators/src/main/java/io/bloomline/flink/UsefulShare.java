package io.bloomline.flink;

import io.bloomline.batching.BatchCost;
import io.bloomline.batching.SentBatch;
import io.bloomline.time.NanoClock;

/**
 * Which share of what the model could have done in the last minute was useful, and where the rest went: the product of
 * four shares, each from 0 to 1.
 *
 * <ul>
 *   <li>{@link #padding}: useful tokens and calls among what answered batches cost, padding included.
 *   <li>{@link #fill}: what their requests would have cost in full batches of requests as long as themselves, of what they
 *       cost without padding. A call costs something whoever is in it, so batches that are not full waste it.
 *   <li>{@link #busy}: how many batches were under way of those that the model works on at once, or tokens of those that
 *       may be, whichever is more, averaged over time; more than all don't count.
 *   <li>{@link #good}: the time of attempts that were answered, of all the time that batches spent under way. Wasted is the
 *       time of attempts that failed or were refused, be it a batch, a half of it or a request that stands alone, and the
 *       pauses before a batch is sent again. An attempt is judged when it ends.
 * </ul>
 *
 * <p>What nothing was seen of yet is not wasted: while nothing is asked, and until the first attempt ends, all are 1 but
 * {@code busy}, which is 0 at first, and so is the product. When something was under way for the whole last minute and
 * nothing came back, {@code good} is 0. Thread-safe.
 */
final class UsefulShare {

    private final NanoClock clock;
    private final long origin;

    private final SlidingSum idealCost = new SlidingSum();
    private final SlidingSum unpaddedCost = new SlidingSum();
    private final SlidingSum paddedCost = new SlidingSum();
    private final SlidingSum roomInUse = new SlidingSum();
    private final SlidingSum answered = new SlidingSum();
    private final SlidingSum ended = new SlidingSum();
    private final SlidingSum pauses = new SlidingSum();

    private int lanes = 1;
    private int batches;
    private long tokenRoom = Long.MAX_VALUE;
    private long tokens;
    private int attempts;
    private long last;

    /** Since when something is under way and nothing came back. */
    private long silentSince;

    UsefulShare(NanoClock clock) {
        this.clock = clock;
        this.origin = clock.nanoTime();
    }

    synchronized void batchBegins(SentBatch batch) {
        long now = passTime();
        lanes = batch.lanes();
        tokenRoom = batch.tokenRoom();
        tokens += batch.paddedTokens();
        if (batches++ == 0) {
            silentSince = now;
        }
    }

    synchronized void attemptBegins() {
        passTime();
        attempts++;
    }

    synchronized void attemptEnds(long nanos, boolean wasAnswered) {
        long now = passTime();
        attempts--;
        silentSince = now;
        ended.add(now, (double) nanos);
        if (wasAnswered) {
            answered.add(now, (double) nanos);
        }
    }

    /** A batch is under way no more, since it was answered or given up. */
    synchronized void batchEnds(SentBatch batch, boolean wasAnswered) {
        long now = passTime();
        batches--;
        tokens -= batch.paddedTokens();
        BatchCost cost = batch.cost();
        if (wasAnswered) {
            idealCost.add(now, cost.ideal());
            unpaddedCost.add(now, cost.unpadded());
            paddedCost.add(now, cost.padded());
        }
    }

    /** Accounts for the time since something changed. */
    private long passTime() {
        long now = clock.nanoTime() - origin;
        double inUse = Math.max((double) batches / lanes, (double) tokens / (double) tokenRoom);
        roomInUse.addOver(last, now, Math.min(1, inUse));
        pauses.addOver(last, now, Math.max(0, batches - attempts));
        last = now;
        return now;
    }

    synchronized int batchesInFlight() {
        return batches;
    }

    synchronized double padding() {
        long now = passTime();
        return share(unpaddedCost.at(now), paddedCost.at(now));
    }

    synchronized double fill() {
        long now = passTime();
        return share(idealCost.at(now), unpaddedCost.at(now));
    }

    synchronized double busy() {
        long now = passTime();
        long elapsed = now - SlidingSum.beginOfWindow(now);
        return elapsed == 0 ? 0 : share(roomInUse.at(now), (double) elapsed);
    }

    synchronized double good() {
        long now = passTime();
        double spent = ended.at(now) + pauses.at(now);
        boolean silent = batches > 0 && silentSince < SlidingSum.beginOfWindow(now);
        return spent == 0 && silent ? 0 : share(answered.at(now), spent);
    }

    /** All four together. */
    synchronized double product() {
        return padding() * fill() * busy() * good();
    }

    /** One when there is nothing to share. */
    private static double share(double part, double whole) {
        return whole == 0 ? 1 : Math.min(1, part / whole);
    }
}
