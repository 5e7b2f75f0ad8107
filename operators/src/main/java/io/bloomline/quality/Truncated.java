package io.bloomline.quality;

import org.jspecify.annotations.Nullable;

/** A text that the token limit ended, if the model says so. */
final class Truncated implements QualityGate {

    @Override
    public @Nullable String flawIn(Writing writing) {
        return writing.truncatedAt() == 0
                ? null
                : "The limit of %,d tokens ended the text after %,d characters; raise max-tokens of the task"
                        .formatted(
                                writing.truncatedAt(),
                                writing.text().codePointCount(0, writing.text().length()));
    }
}
