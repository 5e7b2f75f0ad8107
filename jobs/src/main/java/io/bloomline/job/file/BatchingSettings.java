package io.bloomline.job.file;

import io.bloomline.batching.BatchLimits;

/**
 * How requests are put together.
 *
 * @param limits     what bounds a batch, and how many are under way
 * @param maxPending most documents under way per subtask
 */
public record BatchingSettings(BatchLimits limits, int maxPending) {}
