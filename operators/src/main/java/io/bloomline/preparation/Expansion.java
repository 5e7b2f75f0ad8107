package io.bloomline.preparation;

import com.ibm.icu.text.DisplayContext;
import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.util.ULocale;
import io.bloomline.inference.Tokenizer;
import io.bloomline.language.Language;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens a translation takes for each of its original, by this tokenizer: about as many as CLDR's names of
 * countries take in the one language for each in the other, which are the same text in most languages. Thread-safe.
 */
final class Expansion {

    /** Less than this is no fair sample. */
    private static final int LEAST_NAMES = 30;

    private static final Set<ULocale> KNOWN = Set.of(ULocale.getAvailableLocales());

    private static final double SMALLEST = 0.5;
    private static final double LARGEST = 8;

    private final Tokenizer tokenizer;
    private final Map<Pair, Double> known = new ConcurrentHashMap<>();

    Expansion(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    private record Pair(String source, String target) {}

    /**
     * Tokens written for each one read, from 0.5 to 8; 1 where CLDR knows too little of one of the languages. A language
     * that it doesn't know at all is taken for English, which takes few.
     *
     * @param source null when unknown
     */
    double of(@Nullable Language source, Language target) {
        return known.computeIfAbsent(new Pair(source == null ? "en" : source.code(), target.code()), this::measured);
    }

    private double measured(Pair pair) {
        LocaleDisplayNames source = names(pair.source());
        LocaleDisplayNames target = names(pair.target());
        StringBuilder original = new StringBuilder();
        StringBuilder translation = new StringBuilder();
        int count = 0;
        for (String region : Locale.getISOCountries()) {
            String name = source.regionDisplayName(region);
            String translated = target.regionDisplayName(region);
            if (name != null && translated != null) {
                original.append(name).append(", ");
                translation.append(translated).append(", ");
                count++;
            }
        }
        if (count < LEAST_NAMES) {
            return 1;
        }
        double ratio =
                (double) tokenizer.encode(translation.toString()).length / tokenizer.encode(original.toString()).length;
        return Math.max(SMALLEST, Math.min(LARGEST, ratio));
    }

    /** Names that are null where the language has none of its own. ICU would take the machine's for an unknown language. */
    private static LocaleDisplayNames names(String code) {
        ULocale locale = ULocale.forLanguageTag(code);
        boolean known = KNOWN.contains(new ULocale(locale.getLanguage()));
        return LocaleDisplayNames.getInstance(known ? locale : ULocale.ENGLISH, DisplayContext.NO_SUBSTITUTE);
    }
}
