package io.bloomline.batching;

/**
 * What a batch costs the model: {@code fixed + perToken · requests · longest}. Both are learned from batches that had the
 * model to themselves, by least squares of the relative error in which older batches weigh less. Not thread-safe.
 */
final class CostModel {

    /** Before anything is known: on GPUs a call costs about as much as some thousand tokens. */
    private static final double FIRST_GUESS_TOKENS = 2_500;

    /** Beyond this a call is all that counts, and sums stay exact. */
    private static final double MOST_FIXED_TOKENS = 1e6;

    private static final double MEMORY = 0.9;
    private static final double MOST_SURPRISE = 3;

    /** Below this the batches were too much alike to tell the two apart. */
    private static final double LEAST_VARIETY = 1e-4;

    private boolean known;
    private double fixedTokens = FIRST_GUESS_TOKENS;
    private double nanosPerToken;

    // Sums over u = 1 / nanos and v = tokens / nanos, of which fixed · u + perToken · v should be 1.
    private double u;
    private double v;
    private double uu;
    private double uv;
    private double vv;

    /**
     * Takes in how long a batch took.
     *
     * @param paddedTokens requests times the longest of them
     * @param nanos        how long it took alone, above zero
     */
    void learn(double paddedTokens, double nanos) {
        // A pause of the garbage collector is not the model's.
        double believed = isKnown() ? Math.min(nanos, MOST_SURPRISE * nanos(paddedTokens)) : nanos;
        forget();
        double du = 1 / believed;
        double dv = paddedTokens / believed;
        u += du;
        v += dv;
        uu += du * du;
        uv += du * dv;
        vv += dv * dv;
        known = true;
        fit();
    }

    private void forget() {
        u *= MEMORY;
        v *= MEMORY;
        uu *= MEMORY;
        uv *= MEMORY;
        vv *= MEMORY;
    }

    private void fit() {
        double determinant = uu * vv - uv * uv;
        if (determinant > LEAST_VARIETY * uu * vv) {
            double fixed = (u * vv - v * uv) / determinant;
            double perToken = (v * uu - u * uv) / determinant;
            fixedTokens = perToken <= 0 ? MOST_FIXED_TOKENS : clamp(fixed / perToken);
        }
        // With the ratio settled, the scale follows from all batches, also where all were alike.
        nanosPerToken = (v + fixedTokens * u) / (vv + 2 * fixedTokens * uv + fixedTokens * fixedTokens * uu);
    }

    private static double clamp(double tokens) {
        return Math.max(0, Math.min(MOST_FIXED_TOKENS, tokens));
    }

    /** Whether anything was learned, without which no time can be foretold. */
    boolean isKnown() {
        return known;
    }

    /** What a call costs beside its tokens, in padded tokens; a guess until something was learned. */
    double fixedTokens() {
        return fixedTokens;
    }

    /** What each padded token takes; 0 until something was learned. */
    double nanosPerToken() {
        return nanosPerToken;
    }

    /** How long a batch of so many padded tokens takes alone; meaningless until it {@link #isKnown}. */
    double nanos(double paddedTokens) {
        return (fixedTokens + paddedTokens) * nanosPerToken;
    }
}
