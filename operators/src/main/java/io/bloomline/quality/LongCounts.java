package io.bloomline.quality;

/** How often numbers came; open addressing, since a map of boxed numbers would cost more than all else here. */
final class LongCounts {

    private final long[] numbers;
    private final int[] counts;
    private final int mask;

    /** For at most so many different numbers. */
    LongCounts(int most) {
        int size = Integer.highestOneBit(Math.max(8, most)) * 4;
        numbers = new long[size];
        counts = new int[size];
        mask = size - 1;
    }

    void add(long number) {
        int place = place(number);
        numbers[place] = number;
        // Marked as there also when it is taken to the last.
        counts[place] = counts[place] == 0 ? 2 : counts[place] + 1;
    }

    /** Takes one away; false where there is none left. */
    boolean take(long number) {
        int place = place(number);
        if (counts[place] < 2) {
            return false;
        }
        counts[place]--;
        return true;
    }

    private int place(long number) {
        long mixed = number * 0x9E3779B97F4A7C15L;
        int place = (int) (mixed >>> 32) & mask;
        while (counts[place] != 0 && numbers[place] != number) {
            place = (place + 1) & mask;
        }
        return place;
    }
}
