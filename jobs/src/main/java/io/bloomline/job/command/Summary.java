package io.bloomline.job.command;

import java.util.Locale;
import java.util.Map;

/** What became of the documents, in one line. */
final class Summary {

    private Summary() {}

    /** {@code 1,200 documents in, 2,400 results, 3 dead letters, 12.3 s}, as far as it was counted. */
    static String of(Map<String, ?> accumulators, long millis) {
        return String.format(Locale.ROOT, "%s, %.1f s", of(accumulators), millis / 1000.0);
    }

    static String of(Map<String, ?> accumulators) {
        return String.format(
                Locale.ROOT,
                "%,d documents in, %,d results, %,d dead letters",
                count(accumulators, "documents-in"),
                count(accumulators, "results"),
                count(accumulators, "dead-letters"));
    }

    private static long count(Map<String, ?> accumulators, String name) {
        return accumulators.get(name) instanceof Long counted ? counted : 0;
    }
}
