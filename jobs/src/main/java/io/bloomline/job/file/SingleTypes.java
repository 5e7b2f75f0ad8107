package io.bloomline.job.file;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The types of single values. */
final class SingleTypes {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

    private SingleTypes() {}

    /** A name that fits into consumer groups, transactional ids and folders. */
    static final ValueType<String> NAMED = matching(NAME, "a name of letters, digits, '.', '_' and '-'");

    static final ValueType<String> TOPIC_NAME = matching(TOPIC, "a topic: letters, digits, '.', '_' and '-'");

    static final ValueType<String> PROMPT = ValueType.single("a text with {text} in it", text -> {
        if (!text.contains("{text}")) {
            throw new IllegalArgumentException(
                    "has no {text}; write it where the document's text belongs, such as 'Summarize: {text}'");
        }
        return text;
    });

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

    static final ValueType<ModelSettings.Endpoint> ENDPOINT = ValueType.single("local:FOLDER", text -> {
        if (text.startsWith("grpc://") || text.startsWith("grpcs://")) {
            throw new IllegalArgumentException("names a Triton server, which this version can't ask yet;"
                    + " local:FOLDER runs the model of a model repository in this process");
        }
        if (!text.startsWith("local:") || text.length() == "local:".length()) {
            throw new IllegalArgumentException("is no endpoint; write local:FOLDER with the model repository's folder");
        }
        return new ModelSettings.Endpoint.Local(text.substring("local:".length()));
    });

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
