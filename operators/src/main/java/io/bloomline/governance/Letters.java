package io.bloomline.governance;

/**
 * Characters of words, for expressions. In a text of a script that puts no spaces between words, or no space before a
 * particle, an address ends where that script begins.
 */
final class Letters {

    private static final String SCRIPTS =
            "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}\\p{IsLao}" + "\\p{IsKhmer}\\p{IsMyanmar}";

    /** Letters, marks and digits of all other scripts, to stand within brackets; those of ASCII first, which is faster. */
    static final String SPACED = "[A-Za-z0-9[\\p{L}\\p{M}\\p{N}&&[^" + SCRIPTS + "]]]";

    /** Those of these scripts, to stand within brackets. */
    static final String UNSPACED = SCRIPTS;

    /** An at sign, also as wide as an ideograph. */
    static final String AT = "[@\\uFF20]";

    private Letters() {}
}
