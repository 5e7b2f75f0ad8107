package io.bloomline.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text without markup: its paragraphs, with their line breaks, are what is translated together. */
final class PlainReader {

    private static final Pattern BETWEEN_PARAGRAPHS = Pattern.compile("(?>\\R)(?:[ \\t]*(?>\\R))+");

    private PlainReader() {}

    static MarkedText read(String text) {
        List<Unit> units = new ArrayList<>();
        Matcher between = BETWEEN_PARAGRAPHS.matcher(text);
        int from = 0;
        while (between.find()) {
            paragraph(text, from, between.start(), units);
            from = between.end();
        }
        paragraph(text, from, text.length(), units);
        return new MarkedText(text, units, true, any -> "");
    }

    private static void paragraph(String text, int start, int end, List<Unit> units) {
        UnitBuilder unit = new UnitBuilder(Escaping.NONE, null);
        unit.words(Decoded.same(text, start, end));
        unit.finish().ifPresent(units::add);
    }
}
