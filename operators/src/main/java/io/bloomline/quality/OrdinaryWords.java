package io.bloomline.quality;

/** Words that a translation changes: those that are no code, number, address or placeholder, and not written as a name. */
final class OrdinaryWords {

    /** An ideograph says about as much as so many letters. */
    private static final int IDEOGRAPH = 3;

    private OrdinaryWords() {}

    /** How many letters and vowel signs there are in them, an ideograph counting as three. */
    static int letters(String text) {
        int letters = 0;
        for (int start = 0; start < text.length(); ) {
            int end = start;
            while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            letters += lettersOfWord(text, start, end);
            start = end + 1;
        }
        return letters;
    }

    /** None where a sign of technical text is in it, or where its first letter is a capital. */
    private static int lettersOfWord(String text, int start, int end) {
        int letters = 0;
        for (int i = start; i < end; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isLetter(c) || Letters.isMark(c)) {
                if (letters == 0 && (Character.isUpperCase(c) || Character.isTitleCase(c))) {
                    return 0;
                }
                letters += Character.isIdeographic(c) ? IDEOGRAPH : 1;
            } else if (Character.isDigit(c)
                    || (c == '-' && isDash(text, i, start))
                    || "/@_\\<>{}[]=#$%|~^*+&".indexOf(c) >= 0) {
                return 0;
            }
        }
        return letters;
    }

    /** Of an option such as {@code -a} or {@code --all}; a hyphen within a word is none. */
    private static boolean isDash(String text, int next, int start) {
        return next - 1 == start || (next < text.length() && text.charAt(next) == '-');
    }
}
