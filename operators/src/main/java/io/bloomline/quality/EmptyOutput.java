package io.bloomline.quality;

import org.jspecify.annotations.Nullable;

/** Nothing to read where there was something to write about. */
final class EmptyOutput implements QualityGate {

    @Override
    public @Nullable String flawIn(Writing writing) {
        if (isVisible(writing.text()) || !isVisible(writing.given())) {
            return null;
        }
        return "The text has no visible character; the model was given %,d characters"
                .formatted(writing.given().codePointCount(0, writing.given().length()));
    }

    private static boolean isVisible(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.UNASSIGNED,
                        Character.SPACE_SEPARATOR,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> {}
                default -> {
                    return true;
                }
            }
        }
        return false;
    }
}
