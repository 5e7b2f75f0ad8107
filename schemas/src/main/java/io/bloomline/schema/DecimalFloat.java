package io.bloomline.schema;

/**
 * Writes a float as the shortest decimal that reads back as the same float. What lies between a float and its neighbours'
 * midpoints reads back as it; here those bounds are whole numbers of 10^-11, scaled by a power of two, and all arithmetic
 * with them is exact in 64 bits. Of the multiples of the largest power of ten that has one between the bounds, the nearest
 * is taken.
 *
 * <p>It writes what vectors are made of, on either side of zero up to 16,777,216, and leaves to others what has no decimal
 * of eleven places, and powers of two. Not thread-safe.
 */
final class DecimalFloat {

    private static final int DECIMALS = 11;
    private static final long SCALE = 100_000_000_000L;

    private static final int FRACTION_BITS = 23;
    private static final int FRACTION_MASK = (1 << FRACTION_BITS) - 1;
    private static final int EXPONENT_MASK = 0xFF;
    private static final int EXPONENT_BIAS = 127 + FRACTION_BITS;

    /** Beyond these the arithmetic leaves 64 bits, or has no bits behind the point. */
    private static final int MOST_SHIFT = 62;

    private final char[] text = new char[32];
    private int start = text.length;

    /** Writes a number that is finite; false when it is not one of those that are written here. */
    boolean write(float number) {
        int bits = Float.floatToRawIntBits(number);
        int fraction = bits & FRACTION_MASK;
        // The number is significand * 2^-(shift - 1).
        int shift = EXPONENT_BIAS - ((bits >>> FRACTION_BITS) & EXPONENT_MASK) + 1;
        if (fraction == 0 || shift < 1 || shift > MOST_SHIFT) {
            return false; // A power of two is nearer to its lower neighbour than to its upper one.
        }
        long twice = 2L * (fraction | (FRACTION_MASK + 1));
        long low = (((twice - 1) * SCALE) >> shift) + 1;
        long high = ((twice + 1) * SCALE - 1) >> shift;
        if (low > high) {
            return false;
        }
        shorten(low, (twice * SCALE) >> shift, high);
        if (bits < 0) {
            text[--start] = '-';
        }
        return true;
    }

    char[] text() {
        return text;
    }

    /** Where in the text the number that was written begins; it goes to the end. */
    int start() {
        return start;
    }

    private void shorten(long lowest, long value, long highest) {
        long low = lowest;
        long high = highest;
        long unit = 1;
        int decimals = DECIMALS;
        while (decimals > 1 && (low + 9) / 10 <= high / 10) {
            low = (low + 9) / 10;
            high = high / 10;
            unit *= 10;
            decimals--;
        }
        long nearest = (value + unit / 2) / unit;
        digits(Math.min(Math.max(nearest, low), high), decimals);
    }

    private void digits(long digits, int decimals) {
        start = text.length;
        long left = digits;
        for (int i = 0; i < decimals; i++) {
            text[--start] = (char) ('0' + left % 10);
            left /= 10;
        }
        text[--start] = '.';
        do {
            text[--start] = (char) ('0' + left % 10);
            left /= 10;
        } while (left > 0);
    }
}
