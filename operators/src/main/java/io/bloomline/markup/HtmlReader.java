package io.bloomline.markup;

import io.bloomline.markup.HtmlTokens.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jsoup.nodes.TextNode;

/** HTML: the text of each block is a unit, with tags within as its markup; and each attribute that people read. */
final class HtmlReader {

    private HtmlReader() {}

    static MarkedText read(String text) {
        return new MarkedText(text, units(text, 0, text.length()), true, HtmlStructure::of);
    }

    /** The units of a stretch of a text that is HTML by itself. */
    static List<Unit> units(String text, int start, int end) {
        // The parser drops it in some places, which would shift what follows; browsers show this in its place.
        String html = text.substring(start, end).replace('\0', '\uFFFD');
        HtmlTokens tokens = HtmlTokens.of(html, start);
        List<Unit> units = new ArrayList<>(tokens.attributes());
        UnitBuilder unit = new UnitBuilder(Escaping.HTML_TEXT, null);
        int from = 0;
        for (Token token : tokens.inOrder()) {
            int tokenStart = Math.max(from, token.start());
            if (token.end() <= tokenStart) {
                continue;
            }
            from = token.end();
            switch (token.kind()) {
                case BOUNDARY -> {
                    unit.finish().ifPresent(units::add);
                    unit = new UnitBuilder(Escaping.HTML_TEXT, null);
                }
                case WORDS ->
                    unit.words(Decoding.HTML_TEXT.read(html, tokenStart, from).movedBy(start));
                case OPEN -> unit.open(start + tokenStart, start + from, token.node());
                case CLOSE -> unit.close(start + tokenStart, start + from, token.node(), null);
                case ALONE -> unit.alone(start + tokenStart, start + from, token.node() instanceof TextNode);
            }
        }
        unit.finish().ifPresent(units::add);
        units.sort(Comparator.comparingInt(Unit::start));
        return units;
    }
}
