package io.bloomline.batching;

import io.bloomline.failure.Failure;
import io.bloomline.inference.RetryObserver;
import java.time.Duration;

/**
 * How many batches may be under way at the model. Too few leave it idle while answers travel; too many are cut too early,
 * from fewer requests, and wait at the server, where none can join them.
 *
 * <p>The adaptive limit looks for the number at which the model has all that it can work on at once, and each server one
 * batch more at hand, whatever the number of instances. It grows while requests wait for it and none waits at a server;
 * when some do, it is set to what is worked on and one for each server; it shrinks by a quarter when a server says that it
 * is overloaded. What waits at a server follows from how much longer batches take than alone, which is measured now and
 * then by letting one go that need not wait. Only batches sent since the last change are judged.
 *
 * <p>Thread-safe.
 */
public final class InFlightLimit implements RetryObserver {

    /** Batches waiting at each server, on the average, from which on there is no need for more. */
    private static final double LEAST_AT_HAND = 0.6;

    /** Times are never so exact that a little more than a whole number means one more. */
    private static final double ROUNDING = 0.3;

    private static final int FEWEST_JUDGED = 4;

    /** A batch that was held up by something else, such as a collection of garbage, counts no more than so often. */
    private static final double MOST_STRETCH = 8;

    /** Batches for each one that is let through alone, per batch in flight: at first few, since a program starts slow. */
    private static final int FIRST_PROBE_AFTER = 4;

    private static final int LATER_PROBE_AFTER = 64;

    private final int most;
    private final int servers;
    private final boolean adaptive;

    private int limit;

    /** Counts the changes of the limit. */
    private int change;

    private boolean heldUp;
    private int judged;
    private double nanos;
    private double nanosAlone;
    private boolean doubling = true;

    private long retries;
    private boolean sparedSinceAnswer = true;

    private int sinceAlone;
    private int probeAfter = FIRST_PROBE_AFTER;

    private InFlightLimit(int most, int servers, boolean adaptive) {
        this.most = most;
        this.servers = servers;
        this.adaptive = adaptive;
        this.limit = adaptive ? 1 : most;
    }

    /**
     * A limit that finds its place.
     *
     * @param most    what it never grows beyond, at least 1
     * @param servers how many servers there are, at least 1; each is to have a batch at hand
     */
    public static InFlightLimit adaptive(int most, int servers) {
        return new InFlightLimit(most, servers, true);
    }

    /** Always {@code most}: for models that take single requests and batch them by themselves. */
    public static InFlightLimit fixed(int most) {
        return new InFlightLimit(most, 0, false);
    }

    /**
     * What was the case when a batch was sent.
     *
     * @param alone   whether so few others were under way that the model could begin with it at once
     * @param change  how often the limit had changed
     * @param retries how many batches had been sent again
     */
    record Departure(boolean alone, int change, long retries) {}

    /**
     * Whether a batch may be sent now.
     *
     * @param inFlight batches under way
     * @param full     whether the batch would be full; one that is not would only wait at the server for those before it,
     *     so it goes when the model is free to begin with it
     */
    synchronized boolean admits(int inFlight, boolean full) {
        if (inFlight == 0) {
            return true;
        }
        if (inFlight >= (full ? limit : lanes())) {
            heldUp = true;
            return false;
        }
        return !probeIsDue() || isAlone(inFlight);
    }

    synchronized Departure sent(int inFlightBefore) {
        boolean alone = isAlone(inFlightBefore);
        if (alone && probeIsDue()) {
            probeAfter = Math.min(LATER_PROBE_AFTER, 2 * probeAfter);
        }
        sinceAlone = alone ? 0 : sinceAlone + 1;
        return new Departure(alone, change, retries);
    }

    /** With half of the lanes free, one is free for sure, even if their number is not so sure. */
    private boolean isAlone(int inFlightBefore) {
        return inFlightBefore <= lanes() / 2;
    }

    /** Whether a batch came through in one go, so that its time tells something. */
    synchronized boolean isUndisturbed(Departure departure) {
        return departure.retries() == retries;
    }

    /**
     * Takes in how long a batch took.
     *
     * @param departure  what was the case when it was sent
     * @param took       nanoseconds that it took
     * @param takesAlone nanoseconds that it would take alone, above zero
     */
    synchronized void answered(Departure departure, double took, double takesAlone) {
        sparedSinceAnswer = true;
        if (!adaptive || departure.change() != change || !isUndisturbed(departure)) {
            return;
        }
        judged++;
        nanos += Math.min(took, MOST_STRETCH * (takesAlone + nanosAlone / judged));
        nanosAlone += takesAlone;
        if (judged >= Math.max(FEWEST_JUDGED, limit)) {
            judge(nanos / nanosAlone);
        }
    }

    /** By Little's law, of those under way as many are worked on as their time alone is of the time they took. */
    private void judge(double stretch) {
        double workedOn = limit / stretch;
        boolean atHand = limit - workedOn >= LEAST_AT_HAND * servers;
        if (atHand) {
            doubling = false;
            changeTo((int) Math.ceil(workedOn - ROUNDING) + servers);
        } else if (heldUp) {
            changeTo(doubling ? limit * 2 : limit + 1);
        } else {
            beginJudging();
        }
    }

    /** Hears that a batch will be sent again. */
    @Override
    public synchronized void retrying(Failure failure, int attempts, Duration pause) {
        retries++;
        // All that are under way are refused at once: that is one reason to spare the server, not many.
        if (adaptive && failure.saysOverload() && sparedSinceAnswer) {
            sparedSinceAnswer = false;
            doubling = false;
            changeTo(limit * 3 / 4);
        }
    }

    private void changeTo(int wanted) {
        int next = Math.max(1, Math.min(most, wanted));
        if (next != limit) {
            limit = next;
            change++;
        }
        beginJudging();
    }

    private void beginJudging() {
        judged = 0;
        nanos = 0;
        nanosAlone = 0;
        heldUp = false;
    }

    private boolean probeIsDue() {
        return adaptive && sinceAlone >= probeAfter * limit;
    }

    /** Most batches that may be under way now. */
    synchronized int limit() {
        return limit;
    }

    /** How many of them the model is thought to work on at once; the others are at hand for when it has done one. */
    synchronized int lanes() {
        return Math.max(1, limit - servers);
    }
}
