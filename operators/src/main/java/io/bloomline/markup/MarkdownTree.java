package io.bloomline.markup;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** The tree of a Markdown text. */
final class MarkdownTree {

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create(), StrikethroughExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .maxOpenBlockParsers(100)
            .build();

    private MarkdownTree() {}

    static Node parse(String text) {
        return PARSER.parse(text);
    }

    /**
     * Goes through a tree in the order of the text, and without recursion: a hostile text nests deeply.
     *
     * @param enter tells whether to go on to a node's children
     * @param leave is told when its children are done, or passed over
     */
    static void walk(Node root, Predicate<Node> enter, Consumer<Node> leave) {
        Node node = root;
        while (node != null) {
            Node child = enter.test(node) ? node.getFirstChild() : null;
            if (child != null) {
                node = child;
                continue;
            }
            leave.accept(node);
            while (node != root && node.getNext() == null) {
                node = node.getParent();
                leave.accept(node);
            }
            node = node == root ? null : node.getNext();
        }
    }

    /** Where a node begins; its spans are known. */
    static int start(Node node) {
        return node.getSourceSpans().get(0).getInputIndex();
    }

    /** Where a node ends, on whatever line that is. */
    static int end(Node node) {
        List<SourceSpan> spans = node.getSourceSpans();
        SourceSpan last = spans.get(spans.size() - 1);
        return last.getInputIndex() + last.getLength();
    }
}
