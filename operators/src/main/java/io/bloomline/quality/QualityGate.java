package io.bloomline.quality;

import org.jspecify.annotations.Nullable;

/** Looks for one flaw. Thread-safe, and takes time linear in the lengths of the texts at most. */
@FunctionalInterface
interface QualityGate {

    /** What it found: a sentence that names what was measured and the limit, never the text; null when all is well. */
    @Nullable
    String flawIn(Writing writing);
}
