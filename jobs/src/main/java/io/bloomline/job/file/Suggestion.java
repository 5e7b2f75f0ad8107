package io.bloomline.job.file;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The right name that is nearest to a wrong one. */
final class Suggestion {

    private Suggestion() {}

    /** {@code "; did you mean json?"}, or nothing when no name is near. */
    static String didYouMean(String wrong, Collection<String> names) {
        return nearest(wrong, names).map(name -> "; did you mean " + name + "?").orElse("");
    }

    /** The name that takes the fewest edits, at most two or a third of its letters; spelling of case and hyphens is free. */
    static Optional<String> nearest(String wrong, Collection<String> names) {
        return names.stream()
                .filter(name ->
                        edits(plain(wrong), plain(name)) <= (name.length() < 4 ? 1 : Math.max(2, name.length() / 3)))
                .min(Comparator.comparingInt(name -> edits(plain(wrong), plain(name))));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
    }

    /** Levenshtein distance. */
    private static int edits(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
