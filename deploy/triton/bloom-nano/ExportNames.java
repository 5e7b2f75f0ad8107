import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Writes the CLDR names that the JDK carries, for the languages BLOOM was trained on, as two tables separated by tabs:
 * {@code names.tsv} (language, kind, concept id, text) and {@code dates.tsv} (a row per day, a column per language).
 *
 * <p>The JDK answers in English, or with the bare code, where it has no translation, and does not say so. Such names
 * are left out here, so that nothing after this program has to know about it.
 *
 * <p>Run on JDK 17, the release whose data the published weights were trained on:
 * {@code java -Djava.locale.providers=CLDR ExportNames.java <folder>}.
 */
public final class ExportNames {

    /** BCP 47 codes of those languages of BLOOM for which JDK 17 has names, English first. */
    private static final List<String> LANGUAGES = List.of(
            "en", "fr", "es", "pt", "ca", "eu", "id", "vi", "ar", "zh-Hans", "zh-Hant",
            "as", "bn", "gu", "hi", "kn", "ml", "mr", "ne", "or", "pa", "ta", "te", "ur",
            "ak", "bm", "ig", "ki", "lg", "ln", "rn", "rw", "sn", "sw", "wo", "xh", "yo", "zu");

    /** Below this share of names that differ from English, an equal name is taken for a missing translation. */
    private static final double LEAST_SHARE_OF_OWN_NAMES = 0.15;

    private static final LocalDate FIRST_DAY = LocalDate.of(1950, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2049, 12, 31);

    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("usage: java ExportNames.java <folder>");
        }
        if (Runtime.version().feature() != 17) {
            throw new IllegalStateException(
                    "The names differ from JDK to JDK: expected JDK 17, got " + Runtime.version());
        }
        Path folder = Files.createDirectories(Path.of(args[0]));
        writeNames(folder.resolve("names.tsv"));
        writeDates(folder.resolve("dates.tsv"));
    }

    private static void writeNames(Path file) throws IOException {
        try (PrintStream out = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
            for (String kind : List.of("month", "weekday", "country", "language", "currency")) {
                TreeMap<String, String> english = names(kind, Locale.ENGLISH);
                for (String language : LANGUAGES) {
                    withoutFallbacks(names(kind, Locale.forLanguageTag(language)), english, language)
                            .forEach((id, name) -> out.println(String.join("\t", language, kind, id, name)));
                }
            }
        }
    }

    /** All names of one kind in one language by concept id, fallbacks included. */
    private static TreeMap<String, String> names(String kind, Locale locale) {
        TreeMap<String, String> names = new TreeMap<>();
        switch (kind) {
            case "month" -> {
                for (Month month : Month.values()) {
                    names.put(String.format("%02d", month.getValue()), standalone(
                            month.getDisplayName(TextStyle.FULL_STANDALONE, locale),
                            month.getDisplayName(TextStyle.FULL, locale)));
                }
            }
            case "weekday" -> {
                for (DayOfWeek day : DayOfWeek.values()) {
                    names.put(String.valueOf(day.getValue()), standalone(
                            day.getDisplayName(TextStyle.FULL_STANDALONE, locale),
                            day.getDisplayName(TextStyle.FULL, locale)));
                }
            }
            case "country" -> {
                for (String code : Locale.getISOCountries()) {
                    names.put(code, new Locale("", code).getDisplayCountry(locale));
                }
            }
            case "language" -> {
                for (String code : Locale.getISOLanguages()) {
                    names.put(code, new Locale(code).getDisplayLanguage(locale));
                }
            }
            case "currency" -> {
                for (Currency currency : Currency.getAvailableCurrencies()) {
                    names.put(currency.getCurrencyCode(), currency.getDisplayName(locale));
                }
            }
            default -> throw new IllegalArgumentException("unknown kind of name: " + kind);
        }
        names.replaceAll((id, name) -> clean(name));
        return names;
    }

    /** The form that stands alone, or the form used in dates where the JDK has only a number for the former. */
    private static String standalone(String alone, String inDates) {
        return alone.chars().allMatch(Character::isDigit) ? inDates : alone;
    }

    private static TreeMap<String, String> withoutFallbacks(
            TreeMap<String, String> names, TreeMap<String, String> english, String language) {
        if (language.equals("en")) {
            names.entrySet().removeIf(name -> name.getValue().equals(name.getKey()));
            return names;
        }
        long own = names.entrySet().stream()
                .filter(name -> !name.getValue().equals(english.get(name.getKey())))
                .count();
        boolean latinScript = names.values().stream().mapToLong(ExportNames::latinLetters).sum() * 2
                > names.values().stream().mapToLong(String::length).sum();
        boolean equalMeansMissing = !latinScript || own < LEAST_SHARE_OF_OWN_NAMES * names.size();
        names.entrySet().removeIf(name -> name.getValue().equals(name.getKey())
                || equalMeansMissing && name.getValue().equals(english.get(name.getKey()))
                || !latinScript && latinLetters(name.getValue()) * 2 > name.getValue().length());
        return names;
    }

    private static long latinLetters(String text) {
        return text.codePoints()
                .filter(c -> Character.isLetter(c) && Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN)
                .count();
    }

    private static void writeDates(Path file) throws IOException {
        List<DateTimeFormatter> formatters = new ArrayList<>();
        for (String language : LANGUAGES) {
            formatters.add(
                    DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(Locale.forLanguageTag(language)));
        }
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            out.println("date\t" + String.join("\t", LANGUAGES));
            for (LocalDate day = FIRST_DAY; !day.isAfter(LAST_DAY); day = day.plusDays(1)) {
                StringBuilder row = new StringBuilder(day.toString());
                for (DateTimeFormatter formatter : formatters) {
                    row.append('\t').append(clean(formatter.format(day)));
                }
                out.println(row);
            }
        }
    }

    /** Composed characters, plain spaces, and none of the invisible marks of writing direction. */
    private static String clean(String text) {
        String marksRemoved = text.replaceAll("[\u200E\u200F]", "").replaceAll("[\u00A0\u202F]", " ");
        return Normalizer.normalize(marksRemoved, Normalizer.Form.NFC).strip();
    }

    private ExportNames() {}
}
