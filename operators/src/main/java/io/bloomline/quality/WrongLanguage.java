package io.bloomline.quality;

import io.bloomline.language.Detection;
import io.bloomline.language.LanguageDetector;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A translation that is surely in another language than was asked for. What is short or unknown is not accused, nor is a
 * text in the right language of which nobody knows the script.
 */
final class WrongLanguage implements QualityGate {

    /** Below this even a name may look like a language. */
    static final int LEAST_LETTERS = 40;

    static final double LEAST_CONFIDENCE = 0.8;

    private final Supplier<LanguageDetector> detector;

    /** By a detector, which is loaded when it is first needed. */
    WrongLanguage(Supplier<LanguageDetector> detector) {
        this.detector = detector;
    }

    @Override
    public @Nullable String flawIn(Writing writing) {
        if (writing.target() == null || OrdinaryWords.letters(writing.text()) < LEAST_LETTERS) {
            return null;
        }
        String target = writing.target().code();
        Optional<Detection> found = detector.get()
                .detect(writing.text())
                .filter(detection -> detection.confidence() >= LEAST_CONFIDENCE)
                .filter(detection -> !isSame(detection.code(), target));
        return found.map(detection -> "The text is in %s with a confidence of %.2f, at least %.2f; it was to be in %s"
                        .formatted(detection.code(), detection.confidence(), LEAST_CONFIDENCE, target))
                .orElse(null);
    }

    /** {@code zh} is what could be either way of writing Chinese. */
    private static boolean isSame(String found, String target) {
        return found.equals(target) || target.startsWith(found + "-");
    }
}
