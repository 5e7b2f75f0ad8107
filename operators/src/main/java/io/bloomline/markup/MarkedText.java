package io.bloomline.markup;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A text with what of it is to be translated.
 *
 * @param text      the original
 * @param units     what is to be translated, disjoint and in the order in which they begin, but for those within the
 *                  markup of another (an image's {@code alt})
 * @param complete  whether {@code units} has all text that a reader sees; not so where its place couldn't be told
 * @param structure a text's markup without its words, as a canonical string: equal for two texts if they have the same
 *                  blocks in the same order, and in each block the same inline markup, each within the same
 */
record MarkedText(String text, List<Unit> units, boolean complete, UnaryOperator<String> structure) {}
