package io.bloomline.governance;

import static io.bloomline.governance.Letters.SPACED;

import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * IP addresses of both versions. Four numbers behind a word for a version or a part of a text are none, nor are the
 * addresses that every machine has.
 */
final class IpAddresses implements Finder {

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final String FOUR = OCTET + "(?:\\." + OCTET + "){3}";

    private static final Pattern VERSION_4 = Pattern.compile("(?=[0-9]{1,3}\\.)(?<![" + SPACED + "_.])(?<![A-Za-z]-)"
            + "(?<!(?i:version|release|build|ver\\.?|section|chapter|sec\\.|§)[ :=\\u00A0]{0,2})"
            + FOUR + "(?![" + SPACED + "_]|\\.[" + SPACED + "]|-[A-Za-z])");

    /** What may be one of version 6: groups, colons, and perhaps one of version 4 at its end. */
    private static final Pattern CANDIDATE =
            Pattern.compile("(?<![0-9A-Fa-f:.])[0-9A-Fa-f]{0,4}+:[0-9A-Fa-f:.]{1,45}+(?![0-9A-Fa-f:.])");

    private static final Pattern WORD_AT_END = Pattern.compile("[" + SPACED + "_]");
    private static final Pattern LAST_FOUR = Pattern.compile(":" + FOUR + "$");
    private static final int GROUPS = 8;

    private static final Set<String> NOBODYS = Set.of("0.0.0.0", "127.0.0.1", "::1", "0:0:0:0:0:0:0:1");

    @Override
    public void find(String text, Consumer<Span> found) {
        Matcher four = VERSION_4.matcher(text);
        while (four.find()) {
            tell(text, four.start(), four.end(), found);
        }
        Matcher six = CANDIDATE.matcher(text);
        while (six.find()) {
            six(text, six.start(), six.end(), found);
        }
    }

    private static void tell(String text, int start, int end, Consumer<Span> found) {
        if (!NOBODYS.contains(text.substring(start, end))) {
            found.accept(new Span(start, end, PersonalData.IP_ADDRESS));
        }
    }

    private static void six(String text, int from, int to, Consumer<Span> found) {
        int start = from;
        if (start > 0 && isOfWord(text, start - 1)) {
            // The end of a word such as "ip:" that looks like a group, and its colon.
            start = text.indexOf(':', start) + 1;
        }
        int end = to;
        while (end > start && (text.charAt(end - 1) == '.' || endsWithOneColon(text, start, end))) {
            end--;
        }
        if ((end == text.length() || !isOfWord(text, end)) && isVersion6(text.substring(start, end))) {
            tell(text, start, end, found);
        }
    }

    private static boolean isOfWord(String text, int at) {
        return WORD_AT_END.matcher(text).region(at, at + 1).matches();
    }

    private static boolean endsWithOneColon(String text, int start, int end) {
        return text.charAt(end - 1) == ':' && (end - 2 < start || text.charAt(end - 2) != ':');
    }

    /** Eight groups, or fewer around two colons; {@code a::b} is a name in many programs, so it takes more than that. */
    private static boolean isVersion6(String candidate) {
        String groups = LAST_FOUR.matcher(candidate).replaceFirst(":0:1");
        int gap = groups.indexOf("::");
        if (gap >= 0 && groups.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        int count = 0;
        int longest = 0;
        for (String group : groups.split("::?", -1)) {
            boolean atEdge = group.isEmpty() && (gap == 0 || gap == groups.length() - 2);
            if (group.length() > 4 || group.indexOf('.') >= 0 || (group.isEmpty() && !atEdge)) {
                return false;
            }
            count += group.isEmpty() ? 0 : 1;
            longest = Math.max(longest, group.length());
        }
        boolean whole = gap < 0 ? count == GROUPS : count < GROUPS && (count > 2 || longest == 4);
        return whole && candidate.chars().anyMatch(c -> c >= '0' && c <= '9');
    }
}
