package io.bloomline.batching;

import io.bloomline.failure.Failure;
import io.bloomline.inference.AttemptObserver;
import java.time.Duration;

/**
 * How many batches may be under way at the model. Too few leave it idle while answers travel; too many are cut too early,
 * from fewer requests, and wait at the server, where none can join them.
 *
 * <p>Thread-safe. It hears of each batch that is sent again, since servers say so when they are overloaded.
 */
public abstract sealed class InFlightLimit implements AttemptObserver permits AdaptiveLimit, ContinuousLimit {

    /** How many batches were sent again, for whatever reason. */
    private long retries;

    private boolean sparedSinceAnswer = true;

    InFlightLimit() {}

    /**
     * For models that work on one batch after the other, in as many instances as there are: a limit that finds its place.
     *
     * @param most    what it never grows beyond, at least 1
     * @param servers how many servers there are, at least 1; each is to have a batch at hand
     */
    public static InFlightLimit adaptive(int most, int servers) {
        return new AdaptiveLimit(most, servers);
    }

    /**
     * For models that take single requests at any time and batch them themselves, step by step: as many as their memory
     * holds, which is counted in tokens.
     *
     * @param most       most requests under way, at least 1
     * @param mostTokens once so many tokens are under way, no further request goes; at least 1
     */
    public static InFlightLimit continuous(int most, int mostTokens) {
        return new ContinuousLimit(most, mostTokens);
    }

    /**
     * What was the case when a batch was sent.
     *
     * @param alone   whether so few others were under way that the model could begin with it at once
     * @param inFlight batches under way, this one among them
     * @param change  how often the limit had changed
     * @param retries how many batches had been sent again
     * @param tokens  tokens of the batch, padding included
     */
    record Departure(boolean alone, int inFlight, int change, long retries, long tokens) {}

    /**
     * Whether a batch may be sent now.
     *
     * @param inFlight batches under way
     * @param full     whether the batch would be full; one that is not would only wait at the server for those before it,
     *     so it goes when the model is free to begin with it
     */
    abstract boolean admits(int inFlight, boolean full);

    /**
     * Whether one that is not full may be sent although {@link #admits} says no, once the model is about to be free: it
     * arrives when it is.
     */
    boolean admitsAhead(int inFlight) {
        return false;
    }

    /** A batch of so many tokens is sent since {@link #admitsAhead} let it. */
    Departure sentAhead(int inFlightBefore, long tokens) {
        return sent(inFlightBefore, tokens);
    }

    /** A batch of so many tokens is sent. */
    abstract Departure sent(int inFlightBefore, long tokens);

    final synchronized long retries() {
        return retries;
    }

    /** Whether no batch was sent again since, so that the time of this one tells something. */
    final synchronized boolean isUndisturbed(Departure departure) {
        return departure.retries() == retries;
    }

    @Override
    public final synchronized void retrying(Failure failure, int attempts, Duration pause) {
        retries++;
        // All that are under way are refused at once: that is one reason to spare the server, not many.
        if (failure.saysOverload() && sparedSinceAnswer) {
            sparedSinceAnswer = false;
            spare(limit() * 3 / 4);
        }
    }

    /**
     * Takes in how long a batch took that was answered.
     *
     * @param departure  what was the case when it was sent
     * @param took       nanoseconds that it took
     * @param takesAlone nanoseconds that it would take alone, above zero
     */
    final synchronized void answered(Departure departure, double took, double takesAlone) {
        sparedSinceAnswer = true;
        learn(departure, took, takesAlone);
    }

    /** A server said that it is overloaded: lowers the limit to this, or what else is the least. */
    abstract void spare(int lower);

    /** See {@link #answered}. */
    abstract void learn(Departure departure, double took, double takesAlone);

    /** A batch is under way no more, however it ended. */
    abstract void ended(Departure departure);

    /** Most batches that may be under way now. */
    abstract int limit();

    /** Tokens that may be under way before no further batch goes; {@link Long#MAX_VALUE} where nobody counts them. */
    abstract long tokenRoom();

    /** How many of them the model is thought to work on at once; the others are at hand for when it has done one. */
    abstract int lanes();
}
