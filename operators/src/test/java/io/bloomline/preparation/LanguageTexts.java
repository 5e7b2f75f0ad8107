package io.bloomline.preparation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.text.DisplayContext;
import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.util.ULocale;
import io.bloomline.language.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Text in a language as people write it: what CLDR has (names of countries, languages, months), and what the system has
 * besides (its manual, its locales, and what its programs say). Of the few languages that CLDR has nothing of there is their own name.
 */
final class LanguageTexts {

    private static final Path MANUAL = Path.of("/usr/share/man");
    private static final Path MESSAGES = Path.of("/usr/share/locale");
    private static final Path LOCALES = Path.of("/usr/share/i18n/locales");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"<>%]{3,})\"");
    /** Of each place, to keep the test short. */
    private static final int ENOUGH = 20_000;

    private LanguageTexts() {}

    static String of(Language language) {
        return cldr(language) + "\n\n" + locales(language) + "\n\n" + manual(language) + "\n\n" + messages(language);
    }

    /** At least a few hundred words, as sentences and paragraphs, with the full stop of the script. */
    static String cldr(Language language) {
        List<String> words = new ArrayList<>();
        ULocale locale = ULocale.forLanguageTag(language.code());
        LocaleDisplayNames names = LocaleDisplayNames.getInstance(locale, DisplayContext.NO_SUBSTITUTE);
        DateFormatSymbols dates = new DateFormatSymbols(locale);
        if (dates.getLocale(ULocale.ACTUAL_LOCALE).getLanguage().equals(locale.getLanguage())) {
            words.addAll(List.of(dates.getMonths()));
            words.addAll(List.of(dates.getWeekdays()).subList(1, 8));
            Stream.of(Locale.getISOCountries()).map(names::regionDisplayName).forEach(words::add);
            Stream.of(Locale.getISOLanguages()).map(names::languageDisplayName).forEach(words::add);
            words.removeIf(word -> word == null);
        }
        while (words.size() < 300) {
            words.add(language.ownName());
        }
        return sentences(words, stop(language));
    }

    private static String sentences(List<String> words, String stop) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            text.append(words.get(i));
            text.append(i % 60 == 59 ? stop + "\n\n" : i % 7 == 6 ? stop + " " : " ");
        }
        return text.toString();
    }

    private static String stop(Language language) {
        return switch (language.script()) {
            case "Hans", "Hant" -> "。";
            case "Deva", "Beng", "Orya", "Guru" -> "।";
            case "Arab" -> language.code().equals("ur") ? "۔" : ".";
            default -> ".";
        };
    }

    private static String locales(Language language) {
        StringBuilder text = new StringBuilder();
        for (Path file : under(LOCALES, 1, name -> name.startsWith(language.code() + "_"))) {
            Matcher quoted = QUOTED.matcher(read(file));
            while (quoted.find() && text.length() < ENOUGH) {
                text.append(quoted.group(1)).append(' ');
            }
        }
        return text.toString();
    }

    private static String manual(Language language) {
        StringBuilder text = new StringBuilder();
        for (Path file : under(MANUAL.resolve(folder(language)), 2, name -> name.endsWith(".gz"))) {
            if (text.length() < ENOUGH) {
                text.append(read(file)).append("\n\n");
            }
        }
        return text.toString();
    }

    private static String messages(Language language) {
        StringBuilder text = new StringBuilder();
        for (Path file : under(MESSAGES.resolve(folder(language)), 2, name -> name.endsWith(".mo"))) {
            for (String message : MessageCatalogue.translations(file)) {
                if (text.length() < ENOUGH) {
                    text.append(message).append('\n');
                }
            }
        }
        return text.toString();
    }

    private static String folder(Language language) {
        return switch (language.code()) {
            case "zh-Hans" -> "zh_CN";
            case "zh-Hant" -> "zh_TW";
            default -> language.code();
        };
    }

    private static List<Path> under(Path folder, int depth, java.util.function.Predicate<String> wanted) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> wanted.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try (var bytes = Files.newInputStream(file);
                var in = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            return new String(in.readNBytes(ENOUGH), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
