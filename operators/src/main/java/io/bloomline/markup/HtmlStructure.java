package io.bloomline.markup;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/** The markup of a page without the words that are translated. */
final class HtmlStructure implements NodeVisitor {

    private final StructureBuilder structure = new StructureBuilder();
    private final Deque<Boolean> translated = new ArrayDeque<>(List.of(true));

    private HtmlStructure() {}

    static String of(String html) {
        HtmlStructure visitor = new HtmlStructure();
        Document page = Parser.htmlParser().parseInput(html.replace('\0', '\uFFFD'), "");
        page.traverse(visitor);
        return visitor.structure.build();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof Element element) {
            translated.push(HtmlWords.isTranslated(element, translated.element()));
            structure.enter(label(element), !HtmlWords.isBoundary(element));
        } else if (!(node instanceof TextNode words)) {
            structure.leaf(label(node), true);
        } else if (!translated.element()) {
            // Words that follow an element that nobody closes would end up in it.
            structure.leaf(words.getWholeText(), true);
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element) {
            translated.pop();
            structure.leave();
        }
    }

    private static String label(Element element) {
        StringBuilder label = new StringBuilder("<").append(element.normalName());
        for (Attribute attribute : element.attributes()) {
            label.append(' ').append(attribute.getKey().toLowerCase(Locale.ROOT));
            if (!HtmlWords.isRead(element, attribute)) {
                label.append("='").append(attribute.getValue()).append('\'');
            }
        }
        return label.append('>').toString();
    }

    private static String label(Node node) {
        if (node instanceof Comment comment) {
            return "<!--" + comment.getData();
        }
        if (node instanceof DataNode data) {
            return data.getWholeData();
        }
        return node instanceof DocumentType ? node.outerHtml() : node.nodeName();
    }
}
