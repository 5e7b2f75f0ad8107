package io.bloomline.markup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settings of a page before its Markdown, between two lines of three hyphens (YAML) or plus signs (TOML). */
final class FrontMatter {

    private static final Pattern FENCED =
            Pattern.compile("\\uFEFF?(---|\\+\\+\\+)[ \\t]*\\R(?:.*\\R)*?\\1[ \\t]*(?:\\R|$)");

    private FrontMatter() {}

    /** Where the Markdown begins: behind front matter and a byte order mark. */
    static int end(String text) {
        Matcher fenced = FENCED.matcher(text);
        if (fenced.lookingAt()) {
            return fenced.end();
        }
        return text.startsWith("\uFEFF") ? 1 : 0;
    }
}
