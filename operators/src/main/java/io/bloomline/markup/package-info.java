/**
 * What of a marked-up text is to be translated, and how translations get back to their places so that all else stays as
 * it is, byte for byte. Plain Java without I/O; known to {@code preparation}.
 *
 * <p>A reader ({@code PlainReader}, {@code MarkdownReader}, {@code HtmlReader}) finds the units of a text; a
 * {@code Piece} of a unit is what a model is asked, with {@code Placeholders} where its markup is; a {@code Reply} judges
 * the answer; {@link io.bloomline.markup.TextTranslation} leads the dialogue, and {@code Splice} puts all together.
 */
@NullMarked
package io.bloomline.markup;

import org.jspecify.annotations.NullMarked;
