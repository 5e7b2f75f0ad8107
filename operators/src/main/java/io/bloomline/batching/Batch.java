package io.bloomline.batching;

import java.util.List;

/**
 * A batch under way.
 *
 * @param requests  what is in it
 * @param sent      what others are told of it
 * @param sentNanos when it was sent
 * @param departure what was the case then
 */
record Batch(List<Pending> requests, SentBatch sent, long sentNanos, InFlightLimit.Departure departure) {}
