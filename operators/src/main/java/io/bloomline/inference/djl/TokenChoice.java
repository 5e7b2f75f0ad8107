package io.bloomline.inference.djl;

import io.bloomline.inference.GenerationParameters;
import java.util.Arrays;
import java.util.Random;

/**
 * Chooses one text's next token from the model's logits. Its randomness depends on the seed and the text's own tokens
 * and on nothing else, so a text gets the same answer in any company.
 */
final class TokenChoice {

    private final GenerationParameters parameters;
    /** Unlike other generators', this one's algorithm is specified, so a seed means the same in every Java. */
    private final Random random;

    TokenChoice(GenerationParameters parameters, int[] promptIds) {
        this.parameters = parameters;
        this.random = new Random(31 * parameters.seed() + Arrays.hashCode(promptIds));
    }

    /**
     * Chooses a token id.
     *
     * @param logits one per token id
     */
    int next(float[] logits) {
        int likeliest = likeliest(logits);
        if (parameters.isGreedy()) {
            return likeliest;
        }
        double[] weights = new double[logits.length];
        for (int id = 0; id < logits.length; id++) {
            weights[id] = Math.exp((logits[id] - logits[likeliest]) / parameters.temperature());
        }
        if (parameters.topK() == 0 && parameters.topP() == 1) {
            return draw(weights);
        }
        return drawFromBest(logits, weights);
    }

    private static int likeliest(float[] logits) {
        int likeliest = 0;
        for (int id = 0; id < logits.length; id++) {
            if (!Float.isFinite(logits[id]) && logits[id] != Float.NEGATIVE_INFINITY) {
                throw RuntimeFailures.notFinite();
            }
            if (logits[id] > logits[likeliest]) {
                likeliest = id;
            }
        }
        return likeliest;
    }

    private int drawFromBest(float[] logits, double[] weights) {
        int[] ids = likeliestFirst(logits);
        int kept = parameters.topK() == 0 ? ids.length : Math.min(parameters.topK(), ids.length);
        double total = 0;
        for (int i = 0; i < kept; i++) {
            total += weights[ids[i]];
        }
        double[] best = new double[kept];
        double reached = 0;
        int count = 0;
        while (count < kept && reached < parameters.topP() * total) {
            best[count] = weights[ids[count]];
            reached += best[count++];
        }
        return ids[draw(Arrays.copyOf(best, count))];
    }

    private static int[] likeliestFirst(float[] logits) {
        long[] keys = new long[logits.length];
        for (int id = 0; id < logits.length; id++) {
            int bits = Float.floatToIntBits(logits[id] + 0.0f);
            // Floats sort as their bits do once those of negative ones are turned round; inverted, the highest is
            // first.
            int ascending = bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
            keys[id] = (long) ~ascending << Integer.SIZE | id;
        }
        Arrays.sort(keys);
        int[] ids = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            ids[i] = (int) keys[i];
        }
        return ids;
    }

    /** An index, each as likely as its weight says. */
    private int draw(double[] weights) {
        double left = random.nextDouble() * Arrays.stream(weights).sum();
        int last = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                last = i;
                left -= weights[i];
                if (left < 0) {
                    return i;
                }
            }
        }
        return last;
    }
}
