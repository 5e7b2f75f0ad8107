package io.bloomline.governance;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys, tokens and passwords: by their form, by what stands before them, or because nobody would write such a word. */
final class Keys implements Finder {

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final Pattern PRIVATE_KEY = Pattern.compile(BEGIN + "[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----");
    private static final int LONGEST_END = 80;

    /** Those whose makers have them begin so that they can be found. */
    private static final Pattern MARKED = Pattern.compile("(?<![A-Za-z0-9])(?:"
            + String.join(
                    "|",
                    "(?:AKIA|ASIA)[A-Z0-9]{16}",
                    "gh[pousr]_[A-Za-z0-9]{36,255}",
                    "github_pat_[A-Za-z0-9_]{22,255}",
                    "glpat-[A-Za-z0-9_-]{20,255}",
                    "xox[abeoprs]-[A-Za-z0-9-]{10,255}",
                    "AIza[A-Za-z0-9_-]{35}",
                    "(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,255}",
                    "sk-[A-Za-z0-9_-]{20,255}",
                    "(?:hf|npm)_[A-Za-z0-9]{30,255}",
                    "(?<![_-])eyJ[A-Za-z0-9_-]{10,8000}+\\.eyJ[A-Za-z0-9_-]{10,8000}+(?:\\.[A-Za-z0-9_-]{0,8000}+)?")
            + ")(?![A-Za-z0-9])");

    /** What somebody calls a secret. */
    private static final Pattern NAMED = Pattern.compile(
            "(?i)(?<![A-Za-z0-9])(?:(?:api|access|secret|private)[ _-]?key|(?:access|auth|api|refresh|session)[ _-]?token"
                    + "|(?:client[ _-]?)?secret|password|passwd|pwd|bearer(?= ))[\"']?(?: ?[:=] ?| )[\"']?"
                    + "([A-Za-z0-9+/_=.~!#$%^&*-]{8,255}+)");

    private static final Pattern DIGIT = Pattern.compile("[0-9]");

    @Override
    public void find(String text, Consumer<Span> found) {
        privateKeys(text, found);
        Matcher marked = MARKED.matcher(text);
        while (marked.find()) {
            found.accept(new Span(marked.start(), marked.end(), PersonalData.SECRET_KEY));
        }
        Matcher named = NAMED.matcher(text);
        while (named.find()) {
            if (DIGIT.matcher(named.group(1)).find()) {
                found.accept(new Span(named.start(1), named.end(1), PersonalData.SECRET_KEY));
            }
        }
        RandomRuns.find(text, (start, end) -> found.accept(new Span(start, end, PersonalData.SECRET_KEY)));
    }

    /** To its end, or to the text's where that was cut off. */
    private static void privateKeys(String text, Consumer<Span> found) {
        Matcher begin = PRIVATE_KEY.matcher(text);
        int from = text.indexOf(BEGIN);
        while (from >= 0 && begin.find(from)) {
            int end = text.indexOf(END, begin.end());
            int to = end < 0 ? text.length() : endOfLine(text, end + END.length());
            found.accept(new Span(begin.start(), to, PersonalData.SECRET_KEY));
            from = to;
        }
    }

    private static int endOfLine(String text, int from) {
        int dashes = text.indexOf("-----", from);
        return dashes < 0 || dashes - from > LONGEST_END ? from : dashes + 5;
    }
}
