package io.bloomline.quality;

import org.jspecify.annotations.Nullable;

/** The text says one thing over and over, and what the model was given doesn't. */
final class Repetition implements QualityGate {

    /** Reduplication says a thing twice, and emphasis three times. */
    static final int MOST_TIMES = 4;

    /** Characters that all of it takes at least, an ideograph counting as two: shorter may be laughter. */
    static final int LEAST_LENGTH = 28;

    @Override
    public @Nullable String flawIn(Writing writing) {
        if (writing.text().length() < LEAST_LENGTH / 2) {
            return null;
        }
        Loop found = Loop.longest(writing.text(), MOST_TIMES);
        if (found.weight(writing.text()) < LEAST_LENGTH) {
            return null;
        }
        Loop given = Loop.longest(writing.given(), MOST_TIMES);
        return 2 * given.length() >= found.length()
                ? null
                : "%,d characters are one stretch of %,d said %,d times; %d times are the most"
                        .formatted(found.length(), found.unit(), found.times(), MOST_TIMES);
    }
}
