package io.bloomline.batching.simulation;

import io.bloomline.batching.BatchLimits;
import io.bloomline.batching.InFlightLimit;

/**
 * What bounds the batcher in a run.
 *
 * @param limits   of batches
 * @param inFlight how many of them may be under way now; hears of retries
 */
record Bounds(BatchLimits limits, InFlightLimit inFlight) {}
