package io.bloomline.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

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
            case MARKDOWN -> of(Jsoup.parse(RENDERER.render(PARSER.parse(text.substring(FrontMatter.end(text))))));
            case HTML -> of(Jsoup.parse(text));
        };
    }

    private static String of(Element element) {
        List<String> blocks = new ArrayList<>();
        List<String> line = new ArrayList<>();
        for (Node child : element.childNodes()) {
            if (child instanceof Element inner) {
                if (inner.isBlock() && !inner.normalName().equals("br")) {
                    blocks.addAll(line.stream().sorted().toList());
                    line.clear();
                    blocks.add(of(inner));
                } else {
                    line.add(of(inner));
                }
            }
        }
        blocks.addAll(line.stream().sorted().toList());
        String code = element.normalName().equals("code") ? element.wholeText() : "";
        return "<" + element.normalName() + element.attr("href") + element.attr("src") + code
                + blocks.stream().collect(Collectors.joining(" ", " ", ">"));
    }
}
