package io.bloomline.markup;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Backslashes before what Markdown would read as markup, and before nothing else, for people read the source too. */
final class MarkdownEscaping {

    /** What begins a block when a line begins with it. */
    private static final Pattern BLOCK_START = Pattern.compile("[#>+=-]|\\d{1,9}[.)](?=\\s|$)");

    private static final Pattern ENTITY = Pattern.compile("&#?\\w+;");

    private MarkdownEscaping() {}

    static String escape(String line, char next, boolean inCell) {
        StringBuilder escaped = new StringBuilder(line.length() + 8);
        int from = 0;
        for (MatchResult address : ProtectedText.find(line)) {
            words(line, from, address.start(), next, inCell, escaped);
            escaped.append(address.group());
            from = address.end();
        }
        words(line, from, line.length(), next, inCell, escaped);
        Matcher start = BLOCK_START.matcher(line);
        if (start.lookingAt() && escaped.charAt(start.end() - 1) != '\\') {
            escaped.insert(start.end() - 1, '\\');
        }
        return escaped.toString();
    }

    private static void words(String line, int from, int to, char next, boolean inCell, StringBuilder escaped) {
        for (int i = from; i < to; i++) {
            char before = i == 0 ? ' ' : line.charAt(i - 1);
            char after = i + 1 < line.length() ? line.charAt(i + 1) : next;
            if (isMarkup(line, i, before, after, inCell)) {
                escaped.append('\\');
            }
            escaped.append(line.charAt(i));
        }
    }

    private static boolean isMarkup(String line, int index, char before, char after, boolean inCell) {
        return switch (line.charAt(index)) {
            case '\\', '`', '*', '[', ']', '~' -> true;
            case '_' -> !Character.isLetterOrDigit(before) || !Character.isLetterOrDigit(after);
            case '<' -> after != ' ' && !Character.isDigit(after);
            case '!' -> after == '[';
            case '#' -> before == ' ';
            case '&' -> ENTITY.matcher(line).region(index, line.length()).lookingAt();
            case '|' -> inCell;
            default -> false;
        };
    }
}
