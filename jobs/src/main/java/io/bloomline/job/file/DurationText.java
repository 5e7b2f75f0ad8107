package io.bloomline.job.file;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 20ms}, {@code 5s}, {@code 2min}, {@code 1h}, {@code 1d}, {@code PT1M30S}. */
final class DurationText {

    private static final Pattern AMOUNT_AND_UNIT = Pattern.compile("(\\d{1,9}) ?(ms|s|min|h|d)");

    private DurationText() {}

    static Duration parse(String text) {
        var written = AMOUNT_AND_UNIT.matcher(text);
        if (written.matches()) {
            long amount = Long.parseLong(written.group(1));
            return switch (written.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "min" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeException neither) {
            throw new IllegalArgumentException("is not a duration such as 20ms, 5s, 2min or PT1M30S");
        }
    }

    /** In the largest unit that gives a whole number. */
    static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0ms";
        }
        if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + "h";
        }
        if (millis % 60_000 == 0) {
            return millis / 60_000 + "min";
        }
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }
}
