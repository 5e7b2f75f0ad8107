package io.bloomline.markup;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A stretch of a unit. Its offsets are UTF-16 code units in the original, the end exclusive. */
sealed interface Fragment {

    int start();

    int end();

    /** Whether a translation is needed for it. */
    default boolean translatable() {
        return false;
    }

    /**
     * Words for the model, or the space between them.
     *
     * @param text as a reader sees it: entities and escapes resolved
     */
    record Words(int start, int end, String text) implements Fragment {
        private static final Pattern LETTER = Pattern.compile("\\p{L}");

        @Override
        public boolean translatable() {
            return LETTER.matcher(text).find();
        }
    }

    /**
     * Part of a sentence that must come through unchanged.
     *
     * @param text as a reader sees it
     */
    record Protected(int start, int end, String text) implements Fragment {}

    /**
     * Markup that begins something: a start tag, the first asterisk.
     *
     * @param pair says which {@link Close} of the unit ends it
     */
    record Open(int start, int end, int pair) implements Fragment {}

    /**
     * Markup that ends something.
     *
     * @param pair      of its {@link Open}
     * @param rewritten what it must be once the words before it have changed, or null for what it is: the
     *                  Markdown link {@code [words]} points to a definition by these very words
     */
    record Close(int start, int end, int pair, @Nullable String rewritten) implements Fragment {}

    /**
     * Markup that stands for itself.
     *
     * @param word whether it is a part of the sentence, as code is, other than a line break, a comment, a task's box
     */
    record Alone(int start, int end, boolean word) implements Fragment {}
}
