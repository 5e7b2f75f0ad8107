package io.bloomline.inference.djl;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that somebody who mistyped one most likely meant. */
final class NearestName {

    private NearestName() {}

    /** The candidate with the fewest edits, if those are at most half of what was typed. */
    static Optional<String> of(String typed, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparingInt((String candidate) -> edits(typed, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> edits(typed, candidate) <= typed.length() / 2);
    }

    /** Levenshtein distance, upper and lower case alike. */
    private static int edits(String one, String other) {
        String from = one.toLowerCase(Locale.ROOT);
        String to = other.toLowerCase(Locale.ROOT);
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
