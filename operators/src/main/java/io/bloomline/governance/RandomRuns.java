package io.bloomline.governance;

/**
 * Runs of letters and digits that look drawn at random: hashes and keys without a form of their own. In words, names of
 * programs and addresses of pages, letters and digits change places less often.
 */
final class RandomRuns {

    private static final int SHORTEST = 24;
    private static final int SHORTEST_HEX = 32;

    /** Between letters and digits, in either direction. */
    private static final int FEWEST_CHANGES = 4;

    /** Between capitals, small letters and digits, in percent of the characters; random ones have twice as many. */
    private static final int LEAST_CHANGE = 35;

    private RandomRuns() {}

    @FunctionalInterface
    interface Found {
        void accept(int start, int end);
    }

    static void find(String text, Found found) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !isOfRun(text.charAt(i))) {
                if (i - start >= SHORTEST && isRandom(text, start, i)) {
                    found.accept(start, i);
                }
                start = i + 1;
            }
        }
    }

    private static boolean isOfRun(char c) {
        return isDigit(c) || isSmall(c) || isCapital(c) || c == '+' || c == '/' || c == '=' || c == '_' || c == '-';
    }

    private static boolean isRandom(String text, int start, int end) {
        int small = 0;
        int capitals = 0;
        int digits = 0;
        int hex = 0;
        int changes = 0;
        int digitChanges = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            digits += isDigit(c) ? 1 : 0;
            small += isSmall(c) ? 1 : 0;
            capitals += isCapital(c) ? 1 : 0;
            hex += Character.digit(c, 16) >= 0 ? 1 : 0;
            if (i > start) {
                char before = text.charAt(i - 1);
                changes += kind(before) * kind(c) > 0 && kind(before) != kind(c) ? 1 : 0;
                digitChanges += kind(before) * kind(c) > 0 && isDigit(before) != isDigit(c) ? 1 : 0;
            }
        }
        int length = end - start;
        if (hex == length && (small == 0 || capitals == 0)) {
            return length >= SHORTEST_HEX && digitChanges >= FEWEST_CHANGES;
        }
        return small > 0
                && capitals > 0
                && digits > 0
                && digitChanges >= FEWEST_CHANGES
                && 100L * changes >= (long) LEAST_CHANGE * length;
    }

    private static int kind(char c) {
        return isDigit(c) ? 1 : isSmall(c) ? 2 : isCapital(c) ? 3 : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSmall(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
