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
        int size = Integer.highestOneBit(Math.max(8, text.length())) * 2;
        int[] lastEnd = new int[size];
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
            int slot = (sign * 0x9E3779B1) >>> (32 - Integer.numberOfTrailingZeros(size));
            int end = lastEnd[slot];
            if (unit == 0 && end > 0 && end >= SIGN && text.regionMatches(end - SIGN, text, i + 1 - SIGN, SIGN)) {
                unit = i + 1 - end;
                start = end - SIGN;
            }
            lastEnd[slot] = i + 1;
        }
        return unit == 0 ? longest : longer(longest, new Loop(start, unit, text.length() - start), text, times);
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
