package io.bloomline.language;

import com.ibm.icu.text.DisplayContext;
import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.util.ULocale;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How much longer a text gets in another language, by any measure of length: as much as CLDR's names of countries, which
 * are the same text in most languages. Thread-safe.
 */
public final class Expansion {

    /** Less than this is no fair sample. */
    private static final int LEAST_NAMES = 30;

    private static final Set<ULocale> KNOWN = Set.of(ULocale.getAvailableLocales());

    private final ToIntFunction<String> length;
    private final Map<Pair, Double> known = new ConcurrentHashMap<>();

    /**
     * By a measure.
     *
     * @param length of a text, such as its characters or tokens; thread-safe
     */
    public Expansion(ToIntFunction<String> length) {
        this.length = length;
    }

    private record Pair(String source, String target) {}

    /**
     * Length of the translation for each unit of the original's; 1 where CLDR knows too little of one of the languages. A language
     * that it doesn't know at all is taken for English, which takes few.
     *
     * @param source null when unknown
     */
    public double of(@Nullable Language source, Language target) {
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
        return (double) length.applyAsInt(translation.toString()) / length.applyAsInt(original.toString());
    }

    /** Names that are null where the language has none of its own. ICU would take the machine's for an unknown language. */
    private static LocaleDisplayNames names(String code) {
        ULocale locale = ULocale.forLanguageTag(code);
        boolean known = KNOWN.contains(new ULocale(locale.getLanguage()));
        return LocaleDisplayNames.getInstance(known ? locale : ULocale.ENGLISH, DisplayContext.NO_SUBSTITUTE);
    }
}
