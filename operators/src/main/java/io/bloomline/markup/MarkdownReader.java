package io.bloomline.markup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;

/** Markdown: the text of each paragraph, heading and cell is a unit; blocks of HTML are read as HTML. */
final class MarkdownReader {

    private final String text;
    private final int offset;
    private final List<Unit> units = new ArrayList<>();
    private boolean complete = true;

    private MarkdownReader(String text, int offset) {
        this.text = text;
        this.offset = offset;
    }

    static MarkedText read(String text) {
        int offset = FrontMatter.end(text);
        MarkdownReader reader = new MarkdownReader(text, offset);
        MarkdownTree.walk(MarkdownTree.parse(text.substring(offset)), reader::read, node -> {});
        reader.units.sort(Comparator.comparingInt(Unit::start));
        return new MarkedText(text, reader.units, reader.complete, MarkdownStructure::of);
    }

    private boolean read(Node node) {
        if (node instanceof Paragraph || node instanceof Heading || node instanceof TableCell) {
            MarkdownLine line = new MarkdownLine(text, offset, node);
            units.addAll(line.read());
            complete &= line.isComplete();
            return false;
        }
        if (node instanceof HtmlBlock) {
            if (isQuoted(node)) {
                // The quote's marks stand in the midst of its lines, so its text can't be told by place.
                complete = false;
            } else {
                units.addAll(
                        HtmlReader.units(text, offset + MarkdownTree.start(node), offset + MarkdownTree.end(node)));
            }
        }
        return true;
    }

    private static boolean isQuoted(Node node) {
        for (Node around = node.getParent(); around != null; around = around.getParent()) {
            if (around instanceof BlockQuote) {
                return true;
            }
        }
        return false;
    }
}
