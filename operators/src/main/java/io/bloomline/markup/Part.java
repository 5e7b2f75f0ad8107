package io.bloomline.markup;

/** What a changed stretch consists of. */
sealed interface Part {

    /** Text in place of the original's. */
    record Written(String text) implements Part {}

    /** A stretch of the original, which may have changed stretches within. */
    record Original(int start, int end) implements Part {}
}
