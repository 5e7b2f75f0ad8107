package io.bloomline.markup;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** HTML tags within a line of Markdown, which Markdown doesn't pair. */
final class InlineHtml {

    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9-]*)");

    private final UnitBuilder unit;
    private @Nullable String skipped;
    private int depth;

    InlineHtml(UnitBuilder unit) {
        this.unit = unit;
    }

    /** Whether what comes now is within an element whose words stay as they are. */
    boolean isSkipping() {
        return skipped != null;
    }

    /** Adds a tag or comment to the unit. */
    void read(String literal, int start, int end) {
        Matcher tag = TAG.matcher(literal);
        if (!tag.lookingAt()) {
            unit.alone(start, end, false);
            return;
        }
        String name = tag.group(2).toLowerCase(Locale.ROOT);
        boolean closing = !tag.group(1).isEmpty();
        if (skipped != null) {
            skip(name, closing);
            unit.alone(start, end, false);
        } else if (closing) {
            unit.close(start, end, name, null);
        } else {
            begin(name, literal, start, end);
        }
    }

    private void begin(String name, String literal, int start, int end) {
        Element element = Jsoup.parseBodyFragment(literal).body().firstElementChild();
        boolean hasContent =
                !literal.endsWith("/>") && (element == null || !element.tag().isEmpty());
        if (!hasContent) {
            unit.alone(start, end, false);
        } else if (element != null && !HtmlWords.isTranslated(element, true)) {
            skipped = name;
            depth = 1;
            unit.alone(start, end, false);
        } else {
            unit.open(start, end, name);
        }
    }

    private void skip(String name, boolean closing) {
        if (name.equals(skipped)) {
            depth += closing ? -1 : 1;
            skipped = depth == 0 ? null : skipped;
        }
    }
}
