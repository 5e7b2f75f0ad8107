package io.bloomline.batching;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * Decides which of the waiting requests make the next batch. Requests of like length waste least, and those that have
 * waited long should go: of all batches that can be cut from the requests in order of their length, it takes the one with
 * the most waiting per wasted work.
 *
 * <p>Wasted is what a batch costs beyond its requests' share of full batches without padding. That share makes short and
 * long requests comparable: by useful work per time alone, the long would always go first, and the short would wait until
 * they were old and went in bad company. Waiting is counted in requests sent since, so that it means the same at any
 * speed.
 *
 * <p>Not thread-safe.
 */
final class BatchChooser {

    /** What each request is taken to have waited already, or else new ones would never count. */
    private static final double HEAD_START = 8;

    /** How many tokens a batch's shortest may lack to its longest, in a request's share of the call. */
    private static final double[] SLACKS = {0.5, 1, 2, 4, 8, 16, Double.POSITIVE_INFINITY};

    /** Where more wait than this, neighbours are so alike that not each needs to be tried as a batch's longest. */
    private static final int MOST_LOOKED_AT = 4_096;

    private final BatchLimits limits;

    // Sums over the first so many of the order that is looked at, kept because it is long.
    private double[] ideal = new double[0];
    private double[] waiting = new double[0];

    BatchChooser(BatchLimits limits) {
        this.limits = limits;
    }

    /**
     * The best batch.
     *
     * @param order       the requests, at least one
     * @param sentSoFar   how many requests were sent before
     * @param fixedTokens what a call costs beside its tokens, in padded tokens
     */
    Window best(LengthOrder order, long sentSoFar, double fixedTokens) {
        return best(order, 0, order.size() - 1, Integer.MAX_VALUE, sentSoFar, fixedTokens);
    }

    /** The best batch that has a certain request in it. */
    Window bestWith(Pending pending, LengthOrder order, long sentSoFar, double fixedTokens) {
        int must = order.indexOf(pending);
        int lastLast = Math.min(order.size(), must + limits.maxItems()) - 1;
        return best(order, must, lastLast, must, sentSoFar, fixedTokens);
    }

    /** The best batch among those whose longest stands from {@code firstLast} to {@code lastLast}. */
    private Window best(LengthOrder order, int firstLast, int lastLast, int must, long sentSoFar, double fixedTokens) {
        int begin = Math.max(0, firstLast - limits.maxItems() + 1);
        sumUp(order, begin, lastLast + 1, sentSoFar, fixedTokens);
        int[] from = new int[SLACKS.length];
        Arrays.fill(from, begin);
        int step = 1 + (lastLast - firstLast) / MOST_LOOKED_AT;
        Window best = null;
        for (int last = firstLast; last <= lastLast; last += step) {
            int longest = order.get(last).tokens();
            int most = mostItems(longest);
            if (last - must >= most) {
                break;
            }
            for (int i = 0; i < SLACKS.length; i++) {
                double shortest = longest - SLACKS[i] * fixedTokens / limits.maxItems();
                while (last - from[i] >= most
                        || (from[i] < last && order.get(from[i]).tokens() < shortest)) {
                    from[i]++;
                }
                int first = Math.min(from[i], must);
                double merit = merit(first - begin, last + 1 - begin, longest, fixedTokens);
                if (best == null || merit > best.merit()) {
                    best = new Window(order, first, last + 1, merit);
                }
            }
        }
        return requireNonNull(best, "a request fits into a batch of its own");
    }

    private double merit(int from, int to, int longest, double fixedTokens) {
        double wasted = fixedTokens + (double) (to - from) * longest - (ideal[to] - ideal[from]);
        return (waiting[to] - waiting[from]) / (1 + wasted);
    }

    private void sumUp(LengthOrder order, int begin, int end, long sentSoFar, double fixedTokens) {
        int size = end - begin;
        if (ideal.length <= size) {
            ideal = new double[2 * size + 1];
            waiting = new double[2 * size + 1];
        }
        for (int i = 0; i < size; i++) {
            Pending pending = order.get(begin + i);
            ideal[i + 1] = ideal[i] + idealCost(pending.tokens(), fixedTokens);
            waiting[i + 1] = waiting[i] + HEAD_START + pending.age(sentSoFar);
        }
    }

    /** A request's share of a full batch of requests as long as itself, in padded tokens. */
    double idealCost(int tokens, double fixedTokens) {
        return tokens + fixedTokens / mostItems(tokens);
    }

    /** Most requests of a batch whose longest has so many tokens. */
    private int mostItems(int longest) {
        return Math.max(1, Math.min(limits.maxItems(), limits.maxTokens() / Math.max(1, longest)));
    }
}
