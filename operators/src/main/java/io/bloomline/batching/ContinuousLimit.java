package io.bloomline.batching;

import io.bloomline.failure.Failure;
import java.time.Duration;

/**
 * As many as the model's memory holds. How long a request takes says nothing here, since each is slower the more there
 * are and the whole is faster. So only refusals count: a server that says it is overloaded gets a quarter less, and one
 * more with each round that goes well.
 */
final class ContinuousLimit extends InFlightLimit {

    private final int most;
    private final long mostTokens;

    private int limit;
    private long tokens;
    private int answeredSinceChange;
    private boolean sparedSinceAnswer = true;
    private long retries;

    ContinuousLimit(int most, long mostTokens) {
        this.most = most;
        this.mostTokens = mostTokens;
        this.limit = most;
    }

    @Override
    synchronized boolean admits(int inFlight, boolean full) {
        return inFlight == 0 || (inFlight < limit && tokens < mostTokens);
    }

    @Override
    synchronized Departure sent(int inFlightBefore, long batchTokens) {
        tokens += batchTokens;
        return new Departure(inFlightBefore == 0, inFlightBefore + 1, 0, retries, batchTokens);
    }

    @Override
    synchronized boolean isUndisturbed(Departure departure) {
        return departure.retries() == retries;
    }

    @Override
    synchronized void answered(Departure departure, double took, double takesAlone) {
        sparedSinceAnswer = true;
        answeredSinceChange++;
        if (answeredSinceChange >= limit && limit < most) {
            limit++;
            answeredSinceChange = 0;
        }
    }

    @Override
    synchronized void ended(Departure departure) {
        tokens -= departure.tokens();
    }

    @Override
    public synchronized void retrying(Failure failure, int attempts, Duration pause) {
        retries++;
        // All that are under way are refused at once: that is one reason to spare the server, not many.
        if (failure.saysOverload() && sparedSinceAnswer) {
            sparedSinceAnswer = false;
            answeredSinceChange = 0;
            limit = Math.max(1, limit * 3 / 4);
        }
    }

    @Override
    synchronized int limit() {
        return limit;
    }

    @Override
    int lanes() {
        return limit();
    }
}
