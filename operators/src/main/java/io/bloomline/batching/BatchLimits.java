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
 */
public record BatchLimits(int maxItems, int maxTokens, Duration maxDelay, int maxInFlight) implements Serializable {

    public BatchLimits {
        atLeast("maxItems", maxItems, 1);
        atLeast("maxTokens", maxTokens, 1);
        atLeast("maxInFlight", maxInFlight, 1);
        if (maxDelay.isNegative()) {
            throw new IllegalArgumentException("maxDelay is " + maxDelay + "; it must not be negative");
        }
    }

    /** The same limits with at most so many items. */
    public BatchLimits withItemsAtMost(int items) {
        return items >= maxItems ? this : new BatchLimits(items, maxTokens, maxDelay, maxInFlight);
    }

    private static void atLeast(String name, int value, int minimum) {
        if (value < minimum) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be at least " + minimum);
        }
    }
}
