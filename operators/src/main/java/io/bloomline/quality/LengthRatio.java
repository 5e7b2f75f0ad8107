package io.bloomline.quality;

import io.bloomline.language.Expansion;
import org.jspecify.annotations.Nullable;

/**
 * A translation that is much shorter or longer than the two languages have it: as CLDR's names of countries do, by
 * characters. How far human translations are from that was measured; QUALITY.md has the figures.
 */
final class LengthRatio implements QualityGate {

    /** Names and headings are as long as they like. */
    static final int LEAST_GIVEN = 20;

    static final double FACTOR = 3;

    private final Expansion expansion = new Expansion(LengthRatio::characters);

    @Override
    public @Nullable String flawIn(Writing writing) {
        int given = characters(writing.given());
        if (writing.target() == null || given < LEAST_GIVEN) {
            return null;
        }
        int written = characters(writing.text());
        double expected = expansion.of(writing.source(), writing.target());
        double ratio = (double) written / given;
        if (ratio >= expected / FACTOR && ratio <= expected * FACTOR) {
            return null;
        }
        return "The text has %,d characters for %,d that the model was given, %.2f for each; from %s to %s %.2f to %.2f are expected"
                .formatted(
                        written,
                        given,
                        ratio,
                        writing.source() == null
                                ? "an unknown language"
                                : writing.source().code(),
                        writing.target().code(),
                        expected / FACTOR,
                        expected * FACTOR);
    }

    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }
}
