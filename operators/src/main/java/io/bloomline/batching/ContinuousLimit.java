package io.bloomline.batching;

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
        return new Departure(inFlightBefore == 0, inFlightBefore + 1, 0, retries(), batchTokens);
    }

    @Override
    synchronized void learn(Departure departure, double took, double takesAlone) {
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
    synchronized void spare(int lower) {
        answeredSinceChange = 0;
        limit = Math.max(1, lower);
    }

    @Override
    synchronized int limit() {
        return limit;
    }

    @Override
    long tokenRoom() {
        return mostTokens;
    }

    @Override
    int lanes() {
        return limit();
    }
}
