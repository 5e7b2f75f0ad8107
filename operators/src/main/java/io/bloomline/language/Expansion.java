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

    private static final String[] REGIONS = Locale.getISOCountries();

    private final ToIntFunction<String> length;
    private final Map<String, int[]> measured = new ConcurrentHashMap<>();

    /**
     * By a measure.
     *
     * @param length of a text, such as its characters or tokens; thread-safe
     */
    public Expansion(ToIntFunction<String> length) {
        this.length = length;
    }

    /**
     * Length of the translation for each unit of the original's; 1 where CLDR knows too little of one of the languages. A language
     * that it doesn't know at all is taken for English, which takes few.
     *
     * @param source null when unknown
     */
    public double of(@Nullable Language source, Language target) {
        int[] originals = lengths(source == null ? "en" : source.code());
        int[] translations = lengths(target.code());
        long original = 0;
        long translation = 0;
        int count = 0;
        for (int region = 0; region < REGIONS.length; region++) {
            if (originals[region] > 0 && translations[region] > 0) {
                original += originals[region];
                translation += translations[region];
                count++;
            }
        }
        return count < LEAST_NAMES ? 1 : (double) translation / original;
    }

    /** Of the names of all regions; 0 for one without a name. Measured once a language, for there are many pairs of them. */
    private int[] lengths(String code) {
        return measured.computeIfAbsent(code, unknown -> {
            LocaleDisplayNames names = names(unknown);
            int[] lengths = new int[REGIONS.length];
            for (int region = 0; region < REGIONS.length; region++) {
                String name = names.regionDisplayName(REGIONS[region]);
                lengths[region] = name == null ? 0 : length.applyAsInt(", " + name); // as within a text
            }
            return lengths;
        });
    }

    /** Names that are null where the language has none of its own. ICU would take the machine's for an unknown language. */
    private static LocaleDisplayNames names(String code) {
        ULocale locale = ULocale.forLanguageTag(code);
        boolean known = KNOWN.contains(new ULocale(locale.getLanguage()));
        return LocaleDisplayNames.getInstance(known ? locale : ULocale.ENGLISH, DisplayContext.NO_SUBSTITUTE);
    }
}
