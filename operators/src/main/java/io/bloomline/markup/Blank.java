package io.bloomline.markup;

/** White space of all scripts, the unbreakable included: it stays where it is around what is translated. */
final class Blank {

    private Blank() {}

    static boolean is(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    /** The text without white space at its ends. */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && is(text.charAt(start))) {
            start++;
        }
        while (end > start && is(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }
}
