package io.bloomline.governance;

import static io.bloomline.governance.Letters.AT;
import static io.bloomline.governance.Letters.SPACED;
import static io.bloomline.governance.Letters.UNSPACED;

import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * User names behind an at sign, of three characters or more. What a bracket or a slash follows is code: {@code @media (},
 * {@code @scope/package}.
 */
final class UserNames implements Finder {

    private static final Pattern PATTERN =
            Pattern.compile("(?=" + AT + ")(?<![" + SPACED + "_%+@\\uFF20-])" + AT + "(?>[" + SPACED
                    + "_][" + SPACED + "_.-]{1,61}[" + SPACED + "_]|[" + UNSPACED + "][" + UNSPACED + SPACED
                    + "_-]{2,29})(?! ?\\(|/)");

    @Override
    public void find(String text, Consumer<Span> found) {
        if (text.indexOf('@') >= 0 || text.indexOf('\uFF20') >= 0) {
            PATTERN.matcher(text)
                    .results()
                    .forEach(name -> found.accept(new Span(name.start(), name.end(), PersonalData.USER_NAME)));
        }
    }
}
