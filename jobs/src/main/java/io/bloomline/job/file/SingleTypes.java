package io.bloomline.job.file;

import io.bloomline.inference.triton.Secret;
import io.bloomline.prompt.PromptLanguage;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The types of single values. */
final class SingleTypes {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

    private static final Pattern SECRET_TEXT = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?");

    private SingleTypes() {}

    /** A name that fits into consumer groups, transactional ids and folders. */
    static final ValueType<String> NAMED = matching(NAME, "a name of letters, digits, '.', '_' and '-'");

    static final ValueType<String> TOPIC_NAME = matching(TOPIC, "a topic: letters, digits, '.', '_' and '-'");

    /** A name can't have braces in it, so the two are never taken for each other. */
    static final ValueType<PromptText> PROMPT =
            ValueType.single("a prompt's name, or a text with {text} in it", text -> {
                if (text.contains("{text}")) {
                    return new PromptText.Words(text);
                }
                if (NAME.matcher(text).matches()) {
                    return new PromptText.Name(text);
                }
                throw new IllegalArgumentException(
                        "has no {text} and is no name; write {text} where the document's text belongs,"
                                + " such as 'Summarize: {text}'");
            });

    static final ValueType<String> LANGUAGE = ValueType.single("a BCP 47 language code", SingleTypes::languageTag);

    static final ValueType<PromptLanguage> PROMPT_LANGUAGE =
            ValueType.single("document or a BCP 47 language code", SingleTypes::promptLanguage);

    static final ValueType<PromptLanguage> TRANSLATION_PROMPT_LANGUAGE = ValueType.single(
            "document, target or a BCP 47 language code",
            text -> text.equals("target") ? new PromptLanguage.OfTarget() : promptLanguage(text));

    private static PromptLanguage promptLanguage(String text) {
        return text.equals("document") ? new PromptLanguage.OfDocument() : new PromptLanguage.Always(languageTag(text));
    }

    private static String languageTag(String text) {
        try {
            return new Locale.Builder().setLanguageTag(text).build().toLanguageTag();
        } catch (IllformedLocaleException malformed) {
            throw new IllegalArgumentException("is not a BCP 47 language code such as fr, sw or zh-Hans");
        }
    }

    static final ValueType<Start> START = ValueType.single("earliest, latest, committed or an ISO-8601 time", text -> {
        var words = List.of("earliest", "latest", "committed");
        return switch (text) {
            case "earliest" -> new Start.Earliest();
            case "latest" -> new Start.Latest();
            case "committed" -> new Start.Committed();
            default -> {
                try {
                    yield new Start.At(OffsetDateTime.parse(text).toInstant());
                } catch (DateTimeException neither) {
                    throw new IllegalArgumentException(
                            "is not one of earliest, latest, committed, nor a time such as 2026-11-01T00:00:00Z"
                                    + Suggestion.didYouMean(text, words));
                }
            }
        };
    });

    /** Whatever stands before an {@code @} may be a password, so it isn't quoted. */
    static final ValueType<EndpointText> ENDPOINT = ValueType.single(
            "local:FOLDER, grpc://HOST:PORT or grpcs://HOST:PORT; more servers after commas",
            scalar -> scalar.quoted().replaceAll("//[^/]*@", "//***@"),
            EndpointText::parse);

    /** As with endpoints, what stands before an {@code @} isn't quoted. */
    static final ValueType<URI> HTTP_ADDRESS = ValueType.single(
            "an address such as https://HOST:PORT",
            scalar -> scalar.quoted().replaceAll("//[^/]*@", "//***@"),
            text -> {
                URI address = URI.create(text);
                boolean plain = address.getHost() != null
                        && address.getUserInfo() == null
                        && address.getQuery() == null
                        && List.of("http", "https").contains(address.getScheme());
                if (!plain) {
                    throw new IllegalArgumentException(
                            "is no address such as https://HOST:PORT; who asks is said by other keys");
                }
                return address;
            });

    /** What HTTP takes as a user's name: a colon ends it. */
    static final ValueType<String> USER = matching(Pattern.compile("[^\\s:]([^:]*[^\\s:])?"), "a name without a colon");

    static final ValueType<String> FILE = matching(Pattern.compile("\\S(.*\\S)?"), "a file");

    static final ValueType<String> ATTRIBUTE = matching(Pattern.compile("\\S(.*\\S)?"), "the name of an attribute");

    /** As an attribute says it, where commas stand between several. */
    static final ValueType<String> WORDS =
            matching(Pattern.compile("[^\\s,]([^,]*[^\\s,])?"), "a word or words without a comma");

    static final ValueType<String> SERVER_NAME = matching(Pattern.compile("[A-Za-z0-9._-]+"), "the name of a host");

    static final ValueType<String> TENSOR = matching(Pattern.compile("\\S(.*\\S)?"), "the name of a tensor");

    static final ValueType<String> VERSION =
            matching(Pattern.compile("[1-9][0-9]{0,17}"), "a version: a whole number above 0");

    static final ValueType<Boolean> YES_OR_NO = ValueType.single("true or false", text -> switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new IllegalArgumentException("is not true or false");
    });

    /** A value that messages don't quote, not even as it is written. */
    static final ValueType<Secret> SECRET = ValueType.single(
            "a text that nobody should see, best as ${env:NAME} or ${file:PATH}", Scalar::hidden, SingleTypes::secret);

    /** As HTTP takes it in a header. */
    static Secret secret(String text) {
        if (!SECRET_TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "is empty, or has a space at an end, a line break or a letter beyond ASCII; a header can't hold that");
        }
        return new Secret(text);
    }

    static ValueType<Integer> size(long min, int max) {
        String range = "a size from " + SizeText.format(min) + " to " + SizeText.format(max);
        return ValueType.single(range, text -> {
            long size = SizeText.parse(text);
            if (size < min || size > max) {
                throw new IllegalArgumentException("is not " + range);
            }
            return (int) size;
        });
    }

    /** One of an enum's constants, written in kebab case. */
    static <E extends Enum<E>> ValueType<E> word(Class<E> type) {
        var words =
                Arrays.stream(type.getEnumConstants()).map(SingleTypes::word).toList();
        return ValueType.single(String.join(", ", words), text -> {
            if (!words.contains(text)) {
                throw new IllegalArgumentException(
                        "is not one of " + String.join(", ", words) + Suggestion.didYouMean(text, words));
            }
            return type.getEnumConstants()[words.indexOf(text)];
        });
    }

    static ValueType<Long> wholeNumber(long min, long max) {
        String range = "a whole number from " + min + " to " + max;
        return ValueType.single(range, text -> {
            try {
                long number = Long.parseLong(text);
                if (min <= number && number <= max) {
                    return number;
                }
            } catch (NumberFormatException noNumber) {
                // falls through: the same message serves
            }
            throw new IllegalArgumentException("is not " + range);
        });
    }

    /** A number above {@code above} or equal to {@code min}, whichever the range begins with, up to {@code max}. */
    static ValueType<Double> number(String range, double min, boolean withMin, double max) {
        return ValueType.single(range, text -> {
            try {
                // BigDecimal, since Double would take "1f" and "NaN"
                double number = new BigDecimal(text).doubleValue();
                if ((withMin ? number >= min : number > min) && number <= max) {
                    return number;
                }
            } catch (NumberFormatException noNumber) {
                // falls through: the same message serves
            }
            throw new IllegalArgumentException("is not " + range);
        });
    }

    static ValueType<Duration> duration(Duration min, Duration max) {
        String range = "a duration from " + DurationText.format(min) + " to " + DurationText.format(max);
        return ValueType.single(range, text -> {
            Duration duration = DurationText.parse(text);
            if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
                throw new IllegalArgumentException("is not " + range);
            }
            return duration;
        });
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static ValueType<String> matching(Pattern pattern, String description) {
        return ValueType.single(description, text -> {
            if (!pattern.matcher(text).matches()) {
                throw new IllegalArgumentException("is not " + description);
            }
            return text;
        });
    }
}
