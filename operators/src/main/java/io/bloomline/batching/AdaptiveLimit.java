package io.bloomline.batching;

/**
 * Looks for the number at which the model has all that it can work on at once, and each server one batch more at hand,
 * whatever the number of instances. It grows while requests wait for it and none waits at a server; when some do, it is
 * set to what is worked on and one for each server; it shrinks by a quarter when a server says that it is overloaded. What
 * waits at a server follows from how much longer batches take than alone, which is measured now and then by letting one
 * go that need not wait. Only batches sent since the last change are judged.
 */
final class AdaptiveLimit extends InFlightLimit {

    /** Batches waiting at each server, on the average, from which on there is no need for more. */
    private static final double LEAST_AT_HAND = 0.6;

    private static final int FEWEST_JUDGED = 4;

    /** Rounds between attempts at more for batches that are not full: too many of those only wait at the server. */
    private static final int ROUNDS_BEFORE_MORE = 16;

    /** A batch that was held up by something else, such as a collection of garbage, counts no more than so often. */
    private static final double MOST_STRETCH = 8;

    /** Batches for each one that is let through alone, per batch in flight: at first few, since a program starts slow. */
    private static final int FIRST_PROBE_AFTER = 4;

    private static final int LATER_PROBE_AFTER = 64;

    private final int most;
    private final int servers;

    private int limit = 1;
    private int lanes = 1;

    /** Counts the changes of the limit. */
    private int change;

    /** How many batches the model was last seen to work on at once. */
    private int lanesSeen = 1;

    // The round of batches that is being judged.
    private int judged;
    private int together;
    private double underWay;
    private double nanos;
    private double nanosAlone;
    private boolean fullHeldUp;
    private boolean otherHeldUp;

    private boolean doubling = true;
    private int roundsSinceWaiting;

    private int sinceAlone;
    private int probeAfter = FIRST_PROBE_AFTER;

    AdaptiveLimit(int most, int servers) {
        this.most = most;
        this.servers = servers;
    }

    @Override
    synchronized boolean admits(int inFlight, boolean full) {
        if (inFlight == 0) {
            return true;
        }
        if (inFlight >= (full ? limit : lanes)) {
            fullHeldUp |= full;
            otherHeldUp |= !full;
            return false;
        }
        return !probeIsDue() || isAlone(inFlight);
    }

    @Override
    synchronized boolean admitsAhead(int inFlight) {
        return inFlight == lanes && inFlight < limit && !probeIsDue();
    }

    /** The one that it is sent ahead of ends before the model begins with it, so that one doesn't count. */
    @Override
    synchronized Departure sentAhead(int inFlightBefore, long tokens) {
        sinceAlone++;
        return new Departure(false, inFlightBefore, change, retries(), tokens);
    }

    @Override
    synchronized Departure sent(int inFlightBefore, long tokens) {
        boolean alone = isAlone(inFlightBefore);
        if (alone && probeIsDue()) {
            probeAfter = Math.min(LATER_PROBE_AFTER, 2 * probeAfter);
        }
        sinceAlone = alone ? 0 : sinceAlone + 1;
        return new Departure(alone, inFlightBefore + 1, change, retries(), tokens);
    }

    /**
     * With more than half of the lanes free, one is free for sure, even if there are only half as many as were seen: else a
     * time that has waiting in it could be taken for one alone, and confirm the error.
     */
    private boolean isAlone(int inFlightBefore) {
        return inFlightBefore <= (lanesSeen - 1) / 2;
    }

    @Override
    void ended(Departure departure) {}

    @Override
    synchronized void learn(Departure departure, double took, double takesAlone) {
        if (departure.change() != change || !isUndisturbed(departure)) {
            return;
        }
        judged++;
        if (departure.inFlight() > 1) {
            together++;
            underWay += departure.inFlight();
            nanos += Math.min(took, MOST_STRETCH * (takesAlone + nanosAlone / together));
            nanosAlone += takesAlone;
        }
        if (judged >= Math.max(FEWEST_JUDGED, limit)) {
            judge();
        }
    }

    /** By Little's law, of those under way as many are worked on as their time alone is of the time they took. */
    private void judge() {
        double inFlight = together == 0 ? 1 : underWay / together;
        double workedOn = together == 0 ? 1 : inFlight * nanosAlone / nanos;
        roundsSinceWaiting++;
        if (inFlight - workedOn >= LEAST_AT_HAND * servers) {
            doubling = false;
            roundsSinceWaiting = 0;
            lanesSeen = (int) Math.max(1, Math.round(workedOn));
            changeTo(lanesSeen + servers, lanesSeen);
        } else if (fullHeldUp || (otherHeldUp && (doubling || roundsSinceWaiting >= ROUNDS_BEFORE_MORE))) {
            growTo(doubling ? limit * 2 : limit + 1);
        } else {
            beginRound();
        }
    }

    @Override
    synchronized void spare(int lower) {
        doubling = false;
        changeTo(lower, lower - servers);
    }

    /** Where the bound is reached and none waits at a server, all that may be under way are worked on. */
    private void growTo(int wanted) {
        changeTo(wanted, wanted > most ? most : wanted - servers);
    }

    private void changeTo(int wanted, int lanesThen) {
        int next = Math.max(1, Math.min(most, wanted));
        if (next != limit) {
            limit = next;
            change++;
        }
        lanes = Math.max(1, Math.min(limit, lanesThen));
        beginRound();
    }

    private void beginRound() {
        judged = 0;
        together = 0;
        underWay = 0;
        nanos = 0;
        nanosAlone = 0;
        fullHeldUp = false;
        otherHeldUp = false;
    }

    private boolean probeIsDue() {
        return sinceAlone >= probeAfter * limit;
    }

    @Override
    synchronized int limit() {
        return limit;
    }

    @Override
    long tokenRoom() {
        return Long.MAX_VALUE;
    }

    @Override
    synchronized int lanes() {
        return lanes;
    }
}
