package io.bloomline.preparation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bloomline.document.Sha256;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prompt with places for the document's text and other values: <code>Translate to {language}: {text}</code>.
 *
 * @param id   name of the template, for the provenance
 * @param text the template
 */
record PromptTemplate(String id, String text) {

    /** The wording that BLOOMZ's model card recommends. */
    static final PromptTemplate TRANSLATE =
            new PromptTemplate("translate", "Translate to {language}: {text}. Translation:");

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    /** SHA-256 of the template, lower-case hexadecimal. */
    String hash() {
        return Sha256.hex(text.getBytes(UTF_8));
    }

    /**
     * Puts the values in their places, all in one pass: a place that a value brings along stays as it is, so a document
     * can't reach into the template.
     *
     * @param values a value for each place; a place without one is left standing, since braces are also just braces
     */
    String render(Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
    }
}
