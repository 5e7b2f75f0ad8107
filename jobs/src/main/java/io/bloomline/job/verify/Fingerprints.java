package io.bloomline.job.verify;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A set of byte sequences by the first 64 bits of their SHA-256, in 8 bytes for each and as much again that is free: of a
 * billion, one in eighteen billion others seems to be there. Not thread-safe.
 */
final class Fingerprints {

    private final MessageDigest digest = sha256();
    private long[] slots;
    private int count;

    /** Empty, with room for so many. */
    Fingerprints(int expected) {
        slots = new long[Math.max(16, Integer.highestOneBit(Math.max(1, expected)) * 4)];
    }

    void add(byte[]... parts) {
        if (2 * (count + 1) > slots.length) {
            long[] full = slots;
            slots = new long[full.length * 2];
            for (long fingerprint : full) {
                if (fingerprint != 0) {
                    slots[slot(fingerprint)] = fingerprint;
                }
            }
        }
        long fingerprint = of(parts);
        int slot = slot(fingerprint);
        if (slots[slot] == 0) {
            slots[slot] = fingerprint;
            count++;
        }
    }

    boolean contains(byte[]... parts) {
        long fingerprint = of(parts);
        return slots[slot(fingerprint)] == fingerprint;
    }

    /** A number that stands for these parts in this order; never 0, which marks what is free. */
    long of(byte[]... parts) {
        digest.reset();
        for (byte[] part : parts) {
            digest.update(ByteBuffer.allocate(4).putInt(part.length).array());
            digest.update(part);
        }
        long fingerprint = ByteBuffer.wrap(digest.digest()).getLong();
        return fingerprint == 0 ? 1 : fingerprint;
    }

    private int slot(long fingerprint) {
        int mask = slots.length - 1;
        int slot = (int) (fingerprint >>> 32) & mask;
        while (slots[slot] != 0 && slots[slot] != fingerprint) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
