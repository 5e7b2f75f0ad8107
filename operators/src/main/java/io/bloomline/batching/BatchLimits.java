package io.bloomline.batching;

import java.io.Serializable;
import java.time.Duration;

/**
 * What bounds a batch, and how many there may be.
 *
 * @param maxItems    most requests of a batch, at least 1
 * @param maxTokens   most tokens of a batch once padded (requests times the longest of them), at least 1; a request that
 *                    is longer travels alone
 * @param maxDelay    longest time that a request waits for others while the model is free; zero sends at once
 * @param maxInFlight most batches under way at the model, at least 1; fewer are as long as more would only wait there
 * @param maxTokensInFlight most tokens under way at a model that takes single requests and batches them itself, at least
 *     1; of no meaning to others
 */
public record BatchLimits(int maxItems, int maxTokens, Duration maxDelay, int maxInFlight, int maxTokensInFlight)
        implements Serializable {

    /** Some hundred requests of BLOOM's size. */
    public static final int DEFAULT_MAX_TOKENS_IN_FLIGHT = 131_072;

    /** With the usual number of tokens under way at models that batch by themselves. */
    public BatchLimits(int maxItems, int maxTokens, Duration maxDelay, int maxInFlight) {
        this(maxItems, maxTokens, maxDelay, maxInFlight, DEFAULT_MAX_TOKENS_IN_FLIGHT);
    }

    public BatchLimits {
        atLeast("maxItems", maxItems, 1);
        atLeast("maxTokens", maxTokens, 1);
        atLeast("maxInFlight", maxInFlight, 1);
        atLeast("maxTokensInFlight", maxTokensInFlight, 1);
        if (maxDelay.isNegative()) {
            throw new IllegalArgumentException("maxDelay is " + maxDelay + "; it must not be negative");
        }
    }

    /** The same limits with at most so many items. */
    public BatchLimits withItemsAtMost(int items) {
        return items >= maxItems ? this : new BatchLimits(items, maxTokens, maxDelay, maxInFlight, maxTokensInFlight);
    }

    private static void atLeast(String name, int value, int minimum) {
        if (value < minimum) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be at least " + minimum);
        }
    }
}
