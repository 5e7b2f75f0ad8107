package io.bloomline.markup;

import java.util.function.IntUnaryOperator;
import org.commonmark.node.Node;

/** Where the parts of a table's cell are in the text: the parser counts an escaped bar as one character, not two. */
final class CellPlaces {

    private CellPlaces() {}

    /**
     * From the parser's places to those in the text.
     *
     * @param offset where in the text the Markdown begins
     */
    static IntUnaryOperator of(String text, int offset, Node cell) {
        if (cell.getSourceSpans().isEmpty()) {
            return index -> offset + index;
        }
        int start = offset + MarkdownTree.start(cell);
        int[] places = new int[offset + MarkdownTree.end(cell) - start + 1];
        int length = 0;
        int at = start;
        while (length < places.length) {
            boolean escapedBar = at + 1 < text.length() && text.charAt(at) == '\\' && text.charAt(at + 1) == '|';
            places[length++] = at;
            at += escapedBar ? 2 : 1;
        }
        return index -> places[Math.min(offset + index - start, places.length - 1)];
    }
}
