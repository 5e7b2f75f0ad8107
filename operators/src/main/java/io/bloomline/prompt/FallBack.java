package io.bloomline.prompt;

import com.ibm.icu.util.ULocale;
import java.util.LinkedHashSet;
import java.util.Set;

/** In which order languages are looked for. */
final class FallBack {

    /** Read by nearly all models, and by most people who have to repair a job. */
    static final String LAST = "en";

    private FallBack() {}

    /**
     * A tag, and what it may be replaced by: {@code zh-TW} by {@code zh-Hant}, as it is most likely written, and then by
     * {@code zh}; {@code pt} by {@code pt-BR}, where most of those live who write it.
     */
    static Set<String> of(String tag) {
        ULocale asked = ULocale.forLanguageTag(tag.replace('_', '-'));
        ULocale full = ULocale.addLikelySubtags(asked);
        Set<String> order = new LinkedHashSet<>();
        order.add(asked.toLanguageTag());
        order.add(full.toLanguageTag());
        order.add(full.getLanguage() + "-" + full.getCountry());
        order.add(full.getLanguage() + "-" + full.getScript());
        order.add(asked.getLanguage());
        return order;
    }
}
