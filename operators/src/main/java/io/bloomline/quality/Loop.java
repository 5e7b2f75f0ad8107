package io.bloomline.quality;

/**
 * A stretch of text that repeats its beginning until its end.
 *
 * @param start  where it begins, in UTF-16 code units
 * @param unit   length of what is repeated
 * @param length length of all of it
 */
record Loop(int start, int unit, int length) {

    private static final Loop NONE = new Loop(0, 1, 0);

    /** So many characters that came before are taken for a sign that a loop may have begun. */
    private static final int SIGN = 6;

    /** How often its unit stands in it. */
    int times() {
        return length / unit;
    }

    /** Its length with an ideograph or kana counted twice. */
    int weight(String text) {
        return length
                + (int) text.substring(start, start + length)
                        .codePoints()
                        .filter(Loop::isDense)
                        .count();
    }

    /**
     * The longest loop that has letters or digits and more than so many rounds; of one whose unit repeats something within
     * itself, part of the first round may be left out. One pass: at each place it is known where the last six characters came before, and how far that goes on is
     * compared character by character, which asks nothing of words.
     */
    static Loop longest(String text, int times) {
        Signs signs = new Signs(text.length());
        Loop longest = NONE;
        int unit = 0;
        int start = 0;
        int sign = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Each step shifts what is older than six characters out of the 30 bits that are looked at.
            sign = ((sign << 5) ^ mixed(c)) & 0x3fffffff;
            if (unit > 0 && c != text.charAt(i - unit)) {
                longest = longer(longest, new Loop(start, unit, i - start), text, times);
                unit = 0;
            }
            int end = signs.replace(sign, i + 1);
            if (unit == 0 && end > 0 && end >= SIGN && text.regionMatches(end - SIGN, text, i + 1 - SIGN, SIGN)) {
                unit = i + 1 - end;
                start = end - SIGN;
            }
        }
        return unit == 0 ? longest : longer(longest, new Loop(start, unit, text.length() - start), text, times);
    }

    /** Where each sign ended last. A table of which each place is looked for in a few slots, and the oldest gives way. */
    private static final class Signs {

        private static final int PLACES = 4;

        private final int[] signs;
        private final int[] ends;
        private final int shift;

        Signs(int length) {
            int size = Integer.highestOneBit(Math.max(8, length)) * 2;
            signs = new int[size];
            ends = new int[size];
            shift = 32 - Integer.numberOfTrailingZeros(size);
        }

        /** Notes where a sign ends now. Gives where it ended before, 0 when that is unknown. */
        int replace(int sign, int end) {
            int first = (sign * 0x9E3779B1) >>> shift;
            int slot = first;
            for (int i = 0; i < PLACES; i++) {
                int candidate = (first + i) & (signs.length - 1);
                if (ends[candidate] == 0 || signs[candidate] == sign) {
                    slot = candidate;
                    break;
                }
                // Else two signs of one loop could take each other's place for ever.
                slot = ends[candidate] < ends[slot] ? candidate : slot;
            }
            int before = signs[slot] == sign ? ends[slot] : 0;
            signs[slot] = sign;
            ends[slot] = end;
            return before;
        }
    }

    private static Loop longer(Loop known, Loop found, String text, int times) {
        return found.length > known.length && found.times() > times && found.isReadable(text) ? found : known;
    }

    /** Lines, dots and empty cells of tables are drawn, not said. */
    private boolean isReadable(String text) {
        return text.substring(start, start + unit).codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private static int mixed(char c) {
        return (c * 0x2545F491) >>> 2;
    }

    private static boolean isDense(int c) {
        return Character.isIdeographic(c)
                || Character.UnicodeScript.of(c) == Character.UnicodeScript.HIRAGANA
                || Character.UnicodeScript.of(c) == Character.UnicodeScript.KATAKANA;
    }
}
