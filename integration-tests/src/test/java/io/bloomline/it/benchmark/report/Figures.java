package io.bloomline.it.benchmark.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them; a dash for what wasn't measured. */
final class Figures {

    static final String NONE = "–";

    private Figures() {}

    static String count(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    static String micros(@Nullable Double micros) {
        return micros == null ? NONE : String.format(Locale.ROOT, "%,.0f µs", micros);
    }

    /** Milliseconds. */
    static String millis(double millis) {
        return Double.isInfinite(millis) ? "∞" : String.format(Locale.ROOT, millis < 100 ? "%.1f" : "%,.0f", millis);
    }

    static String megabytes(@Nullable Long bytes) {
        return bytes == null ? NONE : String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
    }

    /** A number without what is of no interest: {@code 5}, {@code 2.5}. */
    static String plain(double number) {
        return number == Math.rint(number) ? String.format(Locale.ROOT, "%.0f", number) : Double.toString(number);
    }
}
