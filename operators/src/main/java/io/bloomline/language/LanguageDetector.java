package io.bloomline.language;

import java.util.Optional;

/** Tells what language a text seems to be in. Thread-safe. */
@FunctionalInterface
public interface LanguageDetector {

    /**
     * Looks at the beginning of a text.
     *
     * @return empty when nothing can be said
     */
    Optional<Detection> detect(String text);

    /** The one detector of this process; what it needs is loaded with its first use, which takes about a second. */
    static LanguageDetector shared() {
        return Shared.DETECTOR;
    }

    /** Holds it, so that a process that detects nothing loads nothing. */
    final class Shared {
        private static final LanguageDetector DETECTOR = new ScriptFirstDetector(new NgramModel());

        private Shared() {}
    }
}
