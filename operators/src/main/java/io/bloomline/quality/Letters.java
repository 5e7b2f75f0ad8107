package io.bloomline.quality;

import java.util.Arrays;

/** The letters, vowel signs and digits of a text in lower case, to be compared with another's. */
final class Letters {

    /** So many in a row are seldom the same by chance, and a changed letter takes few others along. */
    private static final int RUN = 4;

    private static final int BUCKETS = 256;

    private final int[] letters;
    private final int count;

    private Letters(int[] letters, int count) {
        this.letters = letters;
        this.count = count;
    }

    static Letters of(String text) {
        int[] letters = new int[text.length()];
        int count = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isLetter(c)) {
                letters[count++] = Character.toLowerCase(c);
            }
        }
        return new Letters(letters, count);
    }

    int count() {
        return count;
    }

    /** No less than {@link #shared} is but by chance, and quickly found: the part of these that the other has at all. */
    double mostShared(Letters other) {
        int[] there = new int[BUCKETS];
        for (int i = 0; i < other.count; i++) {
            there[other.letters[i] % BUCKETS]++;
        }
        int found = 0;
        for (int i = 0; i < count; i++) {
            if (there[letters[i] % BUCKETS]-- > 0) {
                found++;
            }
        }
        return count == 0 ? 0 : (double) found / count;
    }

    /** Which part of these are in a run of four that the other has too, each of its runs counted once; from 0 to 1. */
    double shared(Letters other) {
        if (count < RUN || other.count < RUN) {
            return count == other.count && Arrays.equals(letters, 0, count, other.letters, 0, count) ? 1 : 0;
        }
        LongCounts there = new LongCounts(other.count);
        for (int i = RUN; i <= other.count; i++) {
            there.add(other.run(i));
        }
        int found = 0;
        for (int i = RUN; i <= count; i++) {
            if (there.take(run(i))) {
                found++;
            }
        }
        return (double) found / (count - RUN + 1);
    }

    /** A number for the run that ends before a place; 21 bits hold a code point, of which 16 are telling enough here. */
    private long run(int end) {
        long run = 0;
        for (int i = end - RUN; i < end; i++) {
            run = (run << 16) ^ letters[i];
        }
        return run;
    }

    private static boolean isLetter(int c) {
        if (c < 128) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        }
        return Character.isLetterOrDigit(c) || isMark(c);
    }

    /** Such as the vowels of Indic scripts, and those of Arabic where they are written. */
    static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
