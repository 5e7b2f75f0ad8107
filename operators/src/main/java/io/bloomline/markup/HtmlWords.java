package io.bloomline.markup;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/** Which elements and attributes of HTML hold words, and how elements stand to the text around them. */
final class HtmlWords {

    /** Code and what isn't shown as text. */
    private static final Set<String> WITHOUT_WORDS = Set.of(
            "code",
            "pre",
            "kbd",
            "samp",
            "var",
            "tt",
            "xmp",
            "listing",
            "plaintext",
            "script",
            "style",
            "math",
            "svg",
            "template",
            "textarea",
            "iframe",
            "noembed",
            "noframes",
            "object",
            "canvas",
            "audio",
            "video");

    private static final Set<String> BOUNDARIES = Set.of(
            "option",
            "optgroup",
            "select",
            "datalist",
            "summary",
            "legend",
            "label",
            "html",
            "head",
            "body",
            "frameset",
            "noscript",
            "textarea",
            "rt",
            "rp");

    private static final Set<String> EVERYWHERE =
            Set.of("alt", "title", "placeholder", "aria-label", "aria-description", "aria-roledescription");

    private static final Map<String, String> LABELLED =
            Map.of("track", "label", "option", "label", "optgroup", "label");

    private static final Set<String> BUTTONS = Set.of("submit", "button", "reset");

    private static final Set<String> DESCRIPTIONS =
            Set.of("description", "keywords", "og:title", "og:description", "twitter:title", "twitter:description");

    private HtmlWords() {}

    /** Whether an element is no part of a sentence, but has its own. */
    static boolean isBoundary(Element element) {
        return BOUNDARIES.contains(element.normalName())
                || (element.isBlock() && !element.normalName().equals("br"));
    }

    /** Whether the words in an element are to be translated; {@code inherited} is what holds around it. */
    static boolean isTranslated(Element element, boolean inherited) {
        if (WITHOUT_WORDS.contains(element.normalName()) || element.hasClass("notranslate")) {
            return false;
        }
        return switch (element.attr("translate").toLowerCase(Locale.ROOT)) {
            case "no" -> false;
            case "yes" -> true;
            default ->
                inherited
                        || (element.hasAttr("translate")
                                && element.attr("translate").isEmpty());
        };
    }

    /** Whether an attribute is read by people. */
    static boolean isRead(Element element, Attribute attribute) {
        String name = attribute.getKey();
        String tag = element.normalName();
        return EVERYWHERE.contains(name)
                || name.equals(LABELLED.get(tag))
                || (tag.equals("input") && name.equals("value") && BUTTONS.contains(element.attr("type")))
                || (tag.equals("meta")
                        && name.equals("content")
                        && (DESCRIPTIONS.contains(element.attr("name"))
                                || DESCRIPTIONS.contains(element.attr("property"))));
    }
}
