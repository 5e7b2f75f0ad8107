package io.bloomline.quality;

import org.jspecify.annotations.Nullable;

/**
 * The text is what the model was given, or nearly. Codes, numbers, addresses and names are the same in any language, so
 * what is given counts only if it has enough words that are none of these.
 */
final class CopiedInput implements QualityGate {

    /** So many letters in ordinary words: about five words. A greeting may be the same in two languages, a sentence isn't. */
    static final int LEAST_LETTERS = 25;

    /** One changed word in ten leaves so much; related languages share far less. */
    static final double MOST_SHARED = 0.9;

    /** A shorter text is an excerpt. */
    private static final double LEAST_LENGTH = 0.8;

    @Override
    public @Nullable String flawIn(Writing writing) {
        Letters text = Letters.of(writing.text());
        Letters given = Letters.of(writing.given());
        if (text.count() < LEAST_LENGTH * given.count()
                || text.mostShared(given) < MOST_SHARED
                || OrdinaryWords.letters(writing.given()) < LEAST_LETTERS) {
            return null;
        }
        double shared = text.shared(given);
        return shared < MOST_SHARED
                ? null
                : "%.0f %% of the text stand in what the model was given, and at most %.0f %% may"
                        .formatted(100 * shared, 100 * MOST_SHARED);
    }
}
