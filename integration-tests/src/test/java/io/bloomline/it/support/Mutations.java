package io.bloomline.it.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.SplittableRandom;

/** Documents as chance damages them. The same seed gives the same ones. Not thread-safe. */
public final class Mutations {

    private static final int MOST_AT_ONCE = 4;
    private static final int LONGEST_STRETCH = 40;

    /** What a parser may stumble over. */
    private static final List<byte[]> STUMBLING_BLOCKS = List.of(
            bytes("{"),
            bytes("}"),
            bytes("["),
            bytes("\""),
            bytes("\\"),
            bytes(","),
            bytes(":"),
            bytes("null"),
            bytes("1e999"),
            bytes("\\ud83d"),
            bytes("\\u0000"),
            bytes("\u0000"),
            bytes("\uFEFF"),
            bytes("\u202E"),
            bytes("\"text\":"),
            bytes("\"id\":\"\","),
            bytes("{\"a\":[".repeat(200)),
            bytes("9".repeat(2_000)),
            new byte[] {(byte) 0xC3},
            new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});

    private final SplittableRandom random;
    private final List<byte[]> valid;

    /** Damages these. */
    public Mutations(long seed, List<String> valid) {
        this.random = new SplittableRandom(seed);
        this.valid = valid.stream().map(Mutations::bytes).toList();
    }

    /** One of the valid ones with some of it left out, repeated, flipped, replaced or put in; or bytes of nothing at all. */
    public byte[] next() {
        if (random.nextInt(10) == 0) {
            byte[] noise = new byte[random.nextInt(LONGEST_STRETCH)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] mutant = anyOf(valid);
        for (int left = 1 + random.nextInt(MOST_AT_ONCE); left > 0; left--) {
            mutant = mutated(mutant);
        }
        return mutant;
    }

    private byte[] mutated(byte[] bytes) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(LONGEST_STRETCH));
        return switch (random.nextInt(5)) {
            case 0 -> joined(bytes, from, new byte[0], to);
            case 1 -> joined(bytes, to, new byte[0], from);
            case 2 -> joined(bytes, from, anyOf(STUMBLING_BLOCKS), from);
            case 3 -> joined(bytes, from, anyOf(valid), to);
            default -> flipped(bytes);
        };
    }

    private static byte[] joined(byte[] bytes, int end, byte[] between, int goOn) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(bytes, 0, end);
        joined.writeBytes(between);
        joined.write(bytes, goOn, bytes.length - goOn);
        return joined.toByteArray();
    }

    private byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private byte[] anyOf(List<byte[]> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
