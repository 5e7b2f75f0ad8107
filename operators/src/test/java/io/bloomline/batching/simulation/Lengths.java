package io.bloomline.batching.simulation;

/** How long documents are, in tokens. */
enum Lengths {
    EQUAL {
        @Override
        int draw(Draw draw) {
            return 16;
        }
    },
    UNIFORM {
        @Override
        int draw(Draw draw) {
            return draw.between(1, 128);
        }
    },
    /** As documents are: a median of 120 tokens and a long tail. */
    LOG_NORMAL {
        @Override
        int draw(Draw draw) {
            return (int) Math.min(MOST, 1 + 120 * draw.logNormal(1));
        }
    },
    /** Titles and whole texts. */
    TWO_KINDS {
        @Override
        int draw(Draw draw) {
            return draw.chance(0.8) ? draw.between(1, 8) : draw.between(MOST / 2, MOST);
        }
    };

    static final int MOST = 1024;

    /** From 1 to {@link #MOST}. */
    abstract int draw(Draw draw);
}
