package io.bloomline.job.file;

import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers of bytes as people write them: {@code 4096}, {@code 64MB}, {@code 256MiB}. */
final class SizeText {

    private static final Pattern AMOUNT_AND_UNIT = Pattern.compile("(\\d{1,10}) ?(b|kb|mb|gb|kib|mib|gib)?");

    private SizeText() {}

    static long parse(String text) {
        var written = AMOUNT_AND_UNIT.matcher(text.toLowerCase(Locale.ROOT));
        if (!written.matches()) {
            throw new IllegalArgumentException("is not a size such as 64MB, 256MiB or 4096");
        }
        long amount = Long.parseLong(written.group(1));
        return amount
                * switch (String.valueOf(written.group(2))) {
                    case "kb" -> 1_000L;
                    case "mb" -> 1_000_000L;
                    case "gb" -> 1_000_000_000L;
                    case "kib" -> 1L << 10;
                    case "mib" -> 1L << 20;
                    case "gib" -> 1L << 30;
                    default -> 1L;
                };
    }

    /** In the largest binary unit that gives a whole number. */
    static String format(long bytes) {
        if (bytes % (1L << 20) == 0) {
            return (bytes >> 20) + "MiB";
        }
        return bytes % (1L << 10) == 0 ? (bytes >> 10) + "KiB" : bytes + "B";
    }
}
