package io.bloomline.it.benchmark.workload;

import java.util.Random;

/**
 * Excerpts of one long text of made-up words, in ASCII.
 *
 * @param lengths how long each is
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record DrawnDocuments(int[] lengths) implements Documents {

    private static final String BOOK = book(1 << 16);
    /** Odd, so that excerpts begin everywhere in the book. */
    private static final int STRIDE = 7_919;

    @Override
    public int count() {
        return lengths.length;
    }

    @Override
    public String text(int number) {
        int start = (int) ((long) number * STRIDE % (BOOK.length() - Lengths.LONGEST));
        return BOOK.substring(start, start + lengths[number]);
    }

    @Override
    public int tokens(int number) {
        return lengths[number];
    }

    private static String book(int length) {
        Random random = new Random(1);
        StringBuilder book = new StringBuilder(length);
        while (book.length() < length) {
            int word = 1 + random.nextInt(9);
            for (int i = 0; i < word; i++) {
                book.append((char) ('a' + random.nextInt(26)));
            }
            book.append(' ');
        }
        return book.substring(0, length);
    }
}
