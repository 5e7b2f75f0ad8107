package io.bloomline.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.BreakIterator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a text may be cut, by the rules of Unicode (UAX 14 and 29) as ICU has them, with its dictionaries for scripts that
 * put no spaces between words. Only as much of the text is looked at as lies within reach, and a little beyond, and only
 * forwards: backwards, ICU takes quadratic time where boundaries are far apart. Not thread-safe.
 */
final class Boundaries {

    /** How far behind a place the rules may have to look; a rare rule that looks farther costs a worse place, no more. */
    private static final int CONTEXT = 64;

    private final String text;
    private final BreakIterators rules;

    Boundaries(String text, @Nullable String language) {
        this.text = text;
        this.rules = BreakIterators.of(language);
    }

    /**
     * The best end of a piece.
     *
     * @param start where the piece begins
     * @param least where it must end behind, unless nothing up to {@code reach} allows it
     * @param reach where it must end at the latest, before the text's end; a first code point goes whole all the same
     */
    int end(int start, int least, int reach) {
        String window = window(start, reach);
        rules.setText(window);
        int limit = reach - start;
        int from = least - start;
        int end = sentenceEnd(window, from, limit);
        if (end < 0) {
            end = wordEnd(window, from, limit);
        }
        if (end < 0) {
            end = characterEnd(window, from, limit);
        }
        return start + end;
    }

    /** Where the first thing that a reader takes for a character ends; looked for not far behind {@code reach}. */
    int clusterEnd(int start, int reach) {
        String window = window(start, reach);
        BreakIterator characters = rules.characters();
        characters.setText(window);
        characters.first();
        return start + characters.next();
    }

    /** The first beginning of a word from {@code from} on, or of a character; {@code end} where there is none before. */
    int firstWord(int from, int end) {
        int start = Math.max(0, from - CONTEXT);
        rules.setText(window(start, end));
        BreakIterator words = rules.words();
        for (int at = words.following(from - start - 1); at >= 0 && start + at < end; at = words.next()) {
            if (Character.isLetterOrDigit(text.codePointAt(start + at))) {
                return start + at;
            }
        }
        int character = rules.characters().following(from - start - 1);
        return character < 0 ? end : Math.min(end, start + character);
    }

    private String window(int start, int reach) {
        return text.substring(start, Math.min(text.length(), reach + CONTEXT));
    }

    /** A paragraph's end in the second half, else the last end of a sentence, else of a line; negative where there is none. */
    private int sentenceEnd(String window, int from, int limit) {
        int half = from + (limit - from) / 2;
        int sentence = -1;
        int line = -1;
        int[] ends = ends(rules.sentences(), from, afterBlanks(window, limit));
        for (int i = ends.length - 1; i >= 0; i--) {
            int at = ends[i];
            if (sentence >= 0 && at < half) {
                return sentence;
            }
            int cut = beforeBlanks(window, at);
            if (cut <= from || cut > limit || !rules.characters().isBoundary(cut)) {
                continue;
            }
            switch (kind(window, at)) {
                case PARAGRAPH -> {
                    if (at >= half) {
                        return cut;
                    }
                    sentence = sentence < 0 ? cut : sentence;
                }
                case SENTENCE -> sentence = sentence < 0 ? cut : sentence;
                case LINE -> line = line < 0 ? cut : line;
            }
        }
        return sentence >= 0 ? sentence : line;
    }

    private enum Kind {
        PARAGRAPH,
        SENTENCE,
        LINE
    }

    /** What ends where ICU ends a sentence, which it does at each line's end too. */
    private static Kind kind(String window, int end) {
        int lines = 0;
        int at = end;
        while (at > 0 && Character.isWhitespace(window.charAt(at - 1))) {
            at--;
            char c = window.charAt(at);
            if (c == '\u2029') {
                return Kind.PARAGRAPH;
            }
            boolean lineFeedAfterReturn = c == '\r' && at + 1 < end && window.charAt(at + 1) == '\n';
            if (endsLine(c) && !lineFeedAfterReturn) {
                lines++;
            }
        }
        if (lines > 1) {
            return Kind.PARAGRAPH;
        }
        return lines == 0 || endsSentence(window, at) ? Kind.SENTENCE : Kind.LINE;
    }

    /** Whether a full stop or the like stands at the end, before closing quotes and brackets. */
    private static boolean endsSentence(String window, int end) {
        for (int at = end; at > 0; ) {
            int c = window.codePointBefore(at);
            int kind = UCharacter.getIntPropertyValue(c, UProperty.SENTENCE_BREAK);
            if (kind != UCharacter.SentenceBreak.CLOSE) {
                return kind == UCharacter.SentenceBreak.STERM || kind == UCharacter.SentenceBreak.ATERM;
            }
            at -= Character.charCount(c);
        }
        return false;
    }

    /** The last place between words where a line might be broken, so that no full stop opens a piece. */
    private int wordEnd(String window, int from, int limit) {
        int farthest = afterBlanks(window, limit);
        int[] lines = ends(rules.lines(), from, farthest);
        int[] words = ends(rules.words(), from, farthest);
        int word = words.length - 1;
        for (int line = lines.length - 1; line >= 0; line--) {
            while (word >= 0 && words[word] > lines[line]) {
                word--;
            }
            if (word >= 0 && words[word] == lines[line]) {
                int cut = beforeBlanks(window, lines[line]);
                if (cut > from && cut <= limit && rules.characters().isBoundary(cut)) {
                    return cut;
                }
            }
        }
        return -1;
    }

    private int characterEnd(String window, int from, int limit) {
        int[] ends = ends(rules.characters(), from, limit);
        return ends.length > 0 ? ends[ends.length - 1] : codePointEnd(window, limit);
    }

    /** All ends behind {@code from}, up to {@code limit}. */
    private static int[] ends(BreakIterator rules, int from, int limit) {
        IntStream.Builder ends = IntStream.builder();
        rules.first();
        for (int at = rules.next(); at != BreakIterator.DONE && at <= limit; at = rules.next()) {
            if (at > from) {
                ends.add(at);
            }
        }
        return ends.build().toArray();
    }

    private static int codePointEnd(String window, int limit) {
        boolean inside = Character.isHighSurrogate(window.charAt(limit - 1));
        return inside && limit > 1 ? limit - 1 : inside ? limit + 1 : limit;
    }

    /** Blanks go with what follows, as tokenizers have it; ends of lines stay where they are. */
    private static int beforeBlanks(String window, int at) {
        int cut = at;
        while (cut > 0 && isBlank(window.charAt(cut - 1))) {
            cut--;
        }
        return cut;
    }

    /** What ends here but for blanks ends within the limit all the same. */
    private static int afterBlanks(String window, int at) {
        int after = at;
        while (after < window.length() && isBlank(window.charAt(after))) {
            after++;
        }
        return after;
    }

    private static boolean isBlank(char c) {
        return c == '\t' || Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    private static boolean endsLine(char c) {
        return c == '\n' || c == '\r' || c == '\u2028' || c == '\u0085' || c == '\u000b' || c == '\f';
    }
}
