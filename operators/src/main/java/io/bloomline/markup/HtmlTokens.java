package io.bloomline.markup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.Range;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/**
 * Tags, text and comments of a page with their places. They come from the tree that browsers would make, which knows
 * what an unclosed paragraph ends at, and are put back into the order of the text.
 */
final class HtmlTokens implements NodeVisitor {

    enum Kind {
        BOUNDARY,
        OPEN,
        CLOSE,
        ALONE,
        WORDS
    }

    /** Something at a place; a {@code CLOSE} has the node of its {@code OPEN}. */
    record Token(int start, int end, Kind kind, Node node) {}

    private final String html;
    private final int shift;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Unit> attributes = new ArrayList<>();
    private final Deque<Boolean> translated = new ArrayDeque<>(List.of(true));

    private HtmlTokens(String html, int shift) {
        this.html = html;
        this.shift = shift;
    }

    /**
     * Reads a page.
     *
     * @param shift where it begins in the text that attributes' units are of
     */
    static HtmlTokens of(String html, int shift) {
        HtmlTokens tokens = new HtmlTokens(html, shift);
        Document page = Parser.htmlParser().setTrackPosition(true).parseInput(html, "");
        page.traverse(tokens);
        tokens.tokens.sort(Comparator.comparingInt(Token::start));
        return tokens;
    }

    /** All tokens by their beginning. A tag that the parser dropped is none. */
    List<Token> inOrder() {
        return tokens;
    }

    /** The units that attributes are. */
    List<Unit> attributes() {
        return attributes;
    }

    @Override
    public void head(Node node, int depth) {
        boolean around = translated.element();
        if (node instanceof Element element) {
            boolean inside = HtmlWords.isTranslated(element, around);
            translated.push(inside);
            add(element.sourceRange(), kind(element, inside, Kind.OPEN), element);
            if (inside
                    && element.sourceRange().isTracked()
                    && !element.sourceRange().isImplicit()) {
                element.attributes().forEach(attribute -> attribute(element, attribute));
            }
        } else {
            add(node.sourceRange(), node instanceof TextNode && around ? Kind.WORDS : Kind.ALONE, node);
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element) {
            boolean inside = translated.pop();
            Range range = element.endSourceRange();
            if (range.isTracked() && !range.isImplicit() && !range.equals(element.sourceRange())) {
                // For elements whose content is no markup the range is that of all; only its last tag is wanted.
                int start = html.lastIndexOf("</", range.endPos() - 1);
                if (start >= range.startPos()) {
                    Kind kind = kind(element, inside, Kind.CLOSE);
                    tokens.add(new Token(start, range.endPos(), kind, element));
                }
            }
        }
    }

    private static Kind kind(Element element, boolean translated, Kind inline) {
        if (HtmlWords.isBoundary(element)) {
            return Kind.BOUNDARY;
        }
        return translated && !element.tag().isEmpty() ? inline : Kind.ALONE;
    }

    private void add(Range range, Kind kind, Node node) {
        if (range.isTracked() && !range.isImplicit()) {
            tokens.add(new Token(range.startPos(), range.endPos(), kind, node));
        }
    }

    private void attribute(Element element, Attribute attribute) {
        Range value = element.attributes().sourceRange(attribute.getKey()).valueRange();
        if (!HtmlWords.isRead(element, attribute) || !value.isTracked() || value.startPos() >= value.endPos()) {
            return;
        }
        char before = html.charAt(value.startPos() - 1);
        boolean quoted = before == '"' || before == '\'';
        Escaping escaping = quoted ? Escaping.HTML_ATTRIBUTE : Escaping.HTML_BARE_ATTRIBUTE;
        UnitBuilder unit = new UnitBuilder(escaping, null);
        unit.words(Decoding.HTML_ATTRIBUTE
                .read(html, value.startPos(), value.endPos())
                .movedBy(shift));
        Optional<Unit> finished = unit.finish();
        // Quotes can only be put around the whole.
        finished.filter(words -> quoted || words.fragments().size() == 1).ifPresent(attributes::add);
    }
}
