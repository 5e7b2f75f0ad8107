package io.bloomline.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Tag;

/**
 * What a reader sees of a text's structure, told otherwise than by the code under test: elements of the page it is shown
 * as, each with those within, in order among blocks and in any order within a line.
 */
final class Skeleton {

    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create(), StrikethroughExtension.create()))
            .build();
    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create(), StrikethroughExtension.create()))
            .build();

    private Skeleton() {}

    static String of(String text, Markup markup) {
        return switch (markup) {
            case PLAIN -> "";
            case MARKDOWN -> {
                Node tree = PARSER.parse(text.substring(FrontMatter.end(text)));
                // As XML, or a tag that nobody closes would reach into the blocks that follow.
                yield of(Jsoup.parse(RENDERER.render(tree), "", org.jsoup.parser.Parser.xmlParser())) + code(tree);
            }
            case HTML -> {
                Document page = Jsoup.parse(text);
                yield of(page) + page.select("code, pre, script, style").eachText();
            }
        };
    }

    private static List<String> code(Node tree) {
        List<String> code = new ArrayList<>();
        tree.accept(new AbstractVisitor() {
            @Override
            public void visit(Code node) {
                code.add(node.getLiteral());
            }

            @Override
            public void visit(FencedCodeBlock node) {
                code.add(node.getLiteral());
            }

            @Override
            public void visit(IndentedCodeBlock node) {
                code.add(node.getLiteral());
            }
        });
        return code.stream().sorted().toList();
    }

    private static String of(Element element) {
        List<String> blocks = new ArrayList<>();
        List<String> line = new ArrayList<>();
        for (org.jsoup.nodes.Node child : element.childNodes()) {
            if (child instanceof Element inner) {
                if (Tag.valueOf(inner.normalName()).isBlock()
                        && !inner.normalName().equals("br")) {
                    blocks.addAll(line.stream().sorted().toList());
                    line.clear();
                    blocks.add(of(inner));
                } else {
                    line.add(of(inner));
                }
            }
        }
        blocks.addAll(line.stream().sorted().toList());
        return "<" + element.normalName() + element.attr("href") + element.attr("src")
                + blocks.stream().collect(Collectors.joining(" ", " ", ">"));
    }
}
