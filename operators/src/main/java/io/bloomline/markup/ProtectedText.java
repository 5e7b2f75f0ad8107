package io.bloomline.markup;

import io.bloomline.governance.EmailAddresses;
import io.bloomline.governance.PersonalData;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What must come through a translation unchanged: addresses, placeholders of programs, numbers. A bare {@code :name} is
 * not among it, since prose has it too.
 */
final class ProtectedText {

    private static final String ADDRESS_CHARACTER =
            "[\\p{ASCII}\\p{L}\\p{M}\\p{N}&&[^\\s<>\"`\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}]]";

    private static final Pattern PATTERN = Pattern.compile(String.join(
            "|",
            // An address ends before the sentence's own punctuation.
            "(?<![A-Za-z0-9])(?:[A-Za-z][A-Za-z0-9+.-]{0,30}://|mailto:|www\\.)" + ADDRESS_CHARACTER
                    + "{0,2000}[\\p{L}\\p{M}\\p{N}/=&#_$%~@+-]",
            EmailAddresses.EXPRESSION,
            PersonalData.MARKERS,
            "\\{\\{[^{}\\n]{1,100}\\}\\}",
            "\\{%[^{}\\n]{1,100}%\\}",
            "[$#]\\{[^{}\\n]{1,100}\\}",
            "\\{[\\w.:,#%-]{0,60}\\}",
            "%\\([\\w.]{1,60}\\)[-+#0-9.]{0,8}[a-zA-Z]",
            // Without a space among its flags, or "50 % discount" would have one.
            "(?<![\\p{Nd}%])%(?:\\d{1,2}\\$)?[-+#0]{0,4}\\d{0,4}(?:\\.\\d{1,3})?(?:[sdiufxXgGeEcb@]|l[du])",
            ":[a-z][a-z0-9_+-]{1,40}:",
            "\\p{Nd}{4}-\\p{Nd}{2}-\\p{Nd}{2}",
            "(?<![A-Za-z_])\\p{Nd}+(?:[.,:/'’\\u00A0\\u202F\\u066B\\u066C]\\p{Nd}+)*"));

    private ProtectedText() {}

    /** Where it is in a text: disjoint, in order. */
    static List<MatchResult> find(String text) {
        return PATTERN.matcher(text).results().toList();
    }
}
