package io.bloomline.inference;

import java.io.Serializable;

/**
 * How a text is generated.
 *
 * @param maxTokens   most tokens to write, at least 1
 * @param temperature 0 takes the likeliest token each time (greedy); above 0, logits are divided by it and sampled
 * @param topK        sample among this many likeliest tokens only; 0 for no bound; ignored when greedy
 * @param topP        sample among the likeliest tokens that together reach this probability, in (0, 1]; ignored when greedy
 * @param seed        with the request's tokens, fixes what is sampled: the same request gives the same text
 */
public record GenerationParameters(int maxTokens, double temperature, int topK, double topP, long seed)
        implements Serializable {

    public GenerationParameters {
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens is " + maxTokens + "; it must be at least 1");
        }
        if (!(temperature >= 0 && temperature <= 10)) {
            throw new IllegalArgumentException("temperature is " + temperature + "; it must be from 0 to 10");
        }
        if (topK < 0) {
            throw new IllegalArgumentException("topK is " + topK + "; it must be at least 0");
        }
        if (!(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("topP is " + topP + "; it must be above 0 and at most 1");
        }
    }

    /** The likeliest continuation, of at most {@code maxTokens} tokens. */
    public static GenerationParameters greedy(int maxTokens) {
        return new GenerationParameters(maxTokens, 0, 0, 1, 0);
    }

    public boolean isGreedy() {
        return temperature == 0;
    }
}
