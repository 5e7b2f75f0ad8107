package io.bloomline.batching;

/**
 * What a batch costs the model, and what its requests would have cost at best, all in padded tokens; a call's fixed cost
 * is among them.
 *
 * @param ideal    the requests' share of full batches without padding
 * @param unpadded the batch without padding
 * @param padded   the batch as it is: {@code fixed + requests · longest}
 * @param callNanos  nanoseconds that a call is thought to take beside its tokens; 0 until something was learned
 * @param tokenNanos nanoseconds for each padded token; 0 until something was learned
 */
public record BatchCost(double ideal, double unpadded, double padded, double callNanos, double tokenNanos) {}
