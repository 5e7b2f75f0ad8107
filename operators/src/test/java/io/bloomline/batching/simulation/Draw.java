package io.bloomline.batching.simulation;

import java.util.SplittableRandom;

/** Chance, from a seed. */
final class Draw {

    private final SplittableRandom random;

    Draw(long seed) {
        this(new SplittableRandom(seed));
    }

    private Draw(SplittableRandom random) {
        this.random = random;
    }

    /** Chance of its own, so that what is drawn here does not depend on how much is drawn elsewhere. */
    Draw split() {
        return new Draw(random.split());
    }

    SplittableRandom random() {
        return random;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Both bounds included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** Each order of magnitude between the bounds, both at least 1, equally likely. */
    long magnitude(double least, double most) {
        return Math.round(least * Math.pow(most / least, random.nextDouble()));
    }

    /** A pause of a Poisson process. */
    long pause(long mean) {
        return Math.round(-mean * Math.log1p(-random.nextDouble()));
    }

    /** How much something strays that is 1 at its median. */
    double logNormal(double sigma) {
        return Math.exp(sigma * random.nextGaussian());
    }

    @SafeVarargs
    final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
