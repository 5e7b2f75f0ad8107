package io.bloomline.markup;

import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.Block;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Delimited;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** The markup of a Markdown text without its words. */
final class MarkdownStructure {

    private MarkdownStructure() {}

    static String of(String text) {
        int from = FrontMatter.end(text);
        StructureBuilder structure = new StructureBuilder();
        MarkdownTree.walk(
                MarkdownTree.parse(text.substring(from)),
                node -> {
                    if (!isWords(node)) {
                        structure.enter(label(node), !(node instanceof Block));
                    }
                    return true;
                },
                node -> {
                    if (!isWords(node)) {
                        structure.leave();
                    }
                });
        return text.substring(0, from) + structure.build();
    }

    private static boolean isWords(Node node) {
        return node instanceof Text || node instanceof SoftLineBreak;
    }

    private static String label(Node node) {
        String kind = node.getClass().getSimpleName();
        if (node instanceof Heading heading) {
            return kind + heading.getLevel();
        }
        if (node instanceof ListBlock list) {
            return kind + (list.isTight() ? " tight " : " loose ") + marker(list);
        }
        if (node instanceof FencedCodeBlock code) {
            return kind + code.getInfo() + '\n' + code.getLiteral();
        }
        if (node instanceof IndentedCodeBlock code) {
            return kind + code.getLiteral();
        }
        if (node instanceof Code code) {
            return kind + code.getLiteral();
        }
        if (node instanceof Link link) {
            return kind + link.getDestination() + ' ' + link.getTitle();
        }
        if (node instanceof Image image) {
            return kind + image.getDestination() + ' ' + image.getTitle();
        }
        if (node instanceof HtmlInline html) {
            // A lone end tag would be nothing to the parser of HTML.
            return kind
                    + (html.getLiteral().startsWith("</") ? html.getLiteral() : HtmlStructure.of(html.getLiteral()));
        }
        if (node instanceof HtmlBlock html) {
            return kind + HtmlStructure.of(html.getLiteral());
        }
        if (node instanceof LinkReferenceDefinition definition) {
            return kind + definition.getLabel() + ' ' + definition.getDestination() + ' ' + definition.getTitle();
        }
        if (node instanceof TableCell cell) {
            return kind + cell.isHeader() + cell.getAlignment();
        }
        if (node instanceof Delimited delimited && !(node instanceof HardLineBreak)) {
            return kind + delimited.getOpeningDelimiter();
        }
        return kind;
    }

    private static String marker(ListBlock list) {
        return list instanceof OrderedList ordered
                ? ordered.getMarkerStartNumber() + ordered.getMarkerDelimiter()
                : ((BulletList) list).getMarker();
    }
}
