package io.bloomline.it.benchmark.workload;

import java.util.random.RandomGenerator;

/** How long documents are, in tokens: from {@link #SHORTEST} to {@link #LONGEST}. */
public enum Lengths {
    /** Like the documents of most collections: many short ones and a long tail; the median is 120. */
    LOG_NORMAL {
        @Override
        double draw(RandomGenerator random) {
            return 120 * Math.exp(0.8 * random.nextGaussian());
        }
    },
    /** Two kinds in one topic: seven in ten are titles of about 40 tokens, the others articles of about 700. */
    BIMODAL {
        @Override
        double draw(RandomGenerator random) {
            return random.nextDouble() < 0.7 ? random.nextGaussian(40, 12) : random.nextGaussian(700, 120);
        }
    },
    /** Any length is as likely as any other. */
    UNIFORM {
        @Override
        double draw(RandomGenerator random) {
            return random.nextDouble(SHORTEST, LONGEST + 1.0);
        }
    };

    public static final int SHORTEST = 4;
    public static final int LONGEST = 1024;

    abstract double draw(RandomGenerator random);

    /** The lengths of so many documents. */
    public int[] draw(int documents, RandomGenerator random) {
        int[] lengths = new int[documents];
        for (int i = 0; i < documents; i++) {
            lengths[i] = (int) Math.max(SHORTEST, Math.min(LONGEST, draw(random)));
        }
        return lengths;
    }
}
