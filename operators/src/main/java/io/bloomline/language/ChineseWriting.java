package io.bloomline.language;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.BitSet;

/** Tells simplified from traditional Chinese: by characters that only one of the national character sets has. */
final class ChineseWriting {

    private static final char FIRST = '\u4e00';
    private static final char LAST = '\u9fff';

    private static final BitSet SIMPLIFIED = characters("GB2312");
    private static final BitSet TRADITIONAL = characters("Big5");

    private ChineseWriting() {}

    /** {@code zh-Hans} or {@code zh-Hant}; {@code zh} where as much speaks for the one as for the other. */
    static String of(String text) {
        int balance = text.chars()
                .filter(c -> SIMPLIFIED.get(c) != TRADITIONAL.get(c))
                .map(c -> SIMPLIFIED.get(c) ? 1 : -1)
                .sum();
        if (balance == 0) {
            return "zh";
        }
        return balance > 0 ? "zh-Hans" : "zh-Hant";
    }

    private static BitSet characters(String charset) {
        CharsetEncoder encoder = Charset.forName(charset).newEncoder();
        BitSet characters = new BitSet();
        for (char c = FIRST; c <= LAST; c++) {
            characters.set(c, encoder.canEncode(c));
        }
        return characters;
    }
}
