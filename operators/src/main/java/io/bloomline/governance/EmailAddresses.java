package io.bloomline.governance;

import static io.bloomline.governance.Letters.AT;
import static io.bloomline.governance.Letters.SPACED;
import static io.bloomline.governance.Letters.UNSPACED;

import java.util.function.Consumer;
import java.util.regex.Pattern;

/** E-mail addresses, in any script. {@code package@2.7} is none. */
public final class EmailAddresses implements Finder {

    private static final String DOMAIN = "(?:[" + SPACED + "-]{1,63}+|[" + UNSPACED + "-]{1,63}+)";

    /** An expression that matches each. It begins where words begin only, which reads texts faster. */
    public static final String EXPRESSION = "(?<![" + SPACED + "._%+-])(?:[" + SPACED + "._%+-]{1,64}+|[" + UNSPACED
            + "]{1,64}+)" + AT + "(?:" + DOMAIN + "\\.){1,8}(?=\\p{L})(?:" + SPACED + "(?:[" + SPACED + "-]{0,61}"
            + SPACED + ")|[" + UNSPACED + "]{1,63})";

    private static final Pattern PATTERN = Pattern.compile(EXPRESSION);

    EmailAddresses() {}

    @Override
    public void find(String text, Consumer<Span> found) {
        if (text.indexOf('@') >= 0 || text.indexOf('\uFF20') >= 0) {
            PATTERN.matcher(text)
                    .results()
                    .forEach(address -> found.accept(new Span(address.start(), address.end(), PersonalData.EMAIL)));
        }
    }
}
