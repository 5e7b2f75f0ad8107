package io.bloomline.markup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.Delimited;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/** The text of one block of Markdown, with what is marked in it. */
final class MarkdownLine {

    /** What GitHub and others give a meaning: a task's box, the kind of an alert, a footnote's mark. */
    private static final Pattern CONVENTIONS =
            Pattern.compile("^\\[[ xX]](?=\\s)|\\[![A-Z]{1,20}]|\\[\\^[^\\]\\s]{1,60}]:?");

    /** A footnote of one word looks like a link to the parser. */
    private static final String FOOTNOTE = "[^";

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private record Opened(Node node, int contentStart) {}

    private final String text;
    private final Node block;
    private final IntUnaryOperator place;
    private final UnitBuilder unit;
    private final List<Unit> attributes = new ArrayList<>();
    private final Deque<Opened> opened = new ArrayDeque<>();
    private final InlineHtml html;
    private @Nullable Node pendingBreak;
    private boolean complete = true;

    /**
     * Reads a block.
     *
     * @param offset where in the text the Markdown begins that the block's places are counted in
     */
    MarkdownLine(String text, int offset, Node block) {
        boolean cell = block instanceof TableCell;
        this.text = text;
        this.block = block;
        this.place = cell ? CellPlaces.of(text, offset, block) : index -> offset + index;
        this.unit = new UnitBuilder(cell ? Escaping.MARKDOWN_CELL : Escaping.MARKDOWN, CONVENTIONS);
        this.html = new InlineHtml(unit);
    }

    /** The unit that it is, if there is text in it, and those within its markup. */
    List<Unit> read() {
        MarkdownTree.walk(block, this::enter, this::leave);
        unit.finish().ifPresent(attributes::add);
        return attributes;
    }

    /** Whether all of its text was found. */
    boolean isComplete() {
        return complete;
    }

    private boolean enter(Node node) {
        if (node == block) {
            return true;
        }
        if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
            pendingBreak = node;
            return false;
        }
        int start = place.applyAsInt(MarkdownTree.start(node));
        int end = place.applyAsInt(MarkdownTree.end(node));
        breakBefore(start);
        if (node instanceof Text words) {
            words(words.getLiteral(), start, end);
            return false;
        }
        if (node instanceof HtmlInline tag) {
            html.read(tag.getLiteral(), start, end);
            attributes.addAll(HtmlReader.units(text, start, end));
            return false;
        }
        int opening = opening(node, start);
        if (opening == 0) {
            unit.alone(start, end, !text.startsWith(FOOTNOTE, start));
            return false;
        }
        unit.open(start, start + opening, node);
        opened.push(new Opened(node, start + opening));
        return true;
    }

    private void leave(Node node) {
        if (opened.isEmpty() || opened.element().node() != node) {
            return;
        }
        int contentStart = opened.pop().contentStart();
        int end = place.applyAsInt(MarkdownTree.end(node));
        if (node instanceof Delimited delimited) {
            unit.close(end - delimited.getClosingDelimiter().length(), end, node, null);
            return;
        }
        int start = text.indexOf(']', unit.end());
        breakBefore(start);
        String target = text.substring(start + 1, end);
        boolean byItsWords = target.isEmpty() || target.equals("[]");
        String rewritten = byItsWords ? "][" + text.substring(contentStart, start) + "]" : null;
        unit.close(start, end, node, rewritten);
    }

    /** How long the markup is that begins a node; 0 for a node that is markup as a whole. */
    private int opening(Node node, int start) {
        if (node instanceof Delimited delimited) {
            return delimited.getOpeningDelimiter().length();
        }
        if (node instanceof Link) {
            return text.charAt(start) == '[' && !text.startsWith(FOOTNOTE, start) ? 1 : 0;
        }
        return node instanceof Image ? 2 : 0;
    }

    /** Line breaks have no place of their own: they are what is between their neighbours, with what the next line begins with. */
    private void breakBefore(int start) {
        int from = unit.end() < 0 ? place.applyAsInt(MarkdownTree.start(block)) : unit.end();
        if (pendingBreak instanceof SoftLineBreak && !html.isSkipping()) {
            unit.words(Decoded.space(from, start));
        } else if (pendingBreak != null) {
            unit.alone(from, start, false);
        }
        pendingBreak = null;
    }

    private void words(String literal, int start, int end) {
        Decoded decoded = Decoding.MARKDOWN.read(text, start, end);
        String expected = SPACES.matcher(literal).replaceAll(" ");
        if (html.isSkipping()) {
            unit.alone(start, end, true);
        } else if (decoded.text().startsWith(expected)
                && decoded.text().substring(expected.length()).isBlank()) {
            // The parser has dropped the spaces before a line break.
            unit.words(decoded.upTo(expected.length()));
        } else {
            complete = false;
            unit.alone(start, end, true);
        }
    }
}
