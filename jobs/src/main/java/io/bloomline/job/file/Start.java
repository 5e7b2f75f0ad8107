package io.bloomline.job.file;

import java.time.Instant;

/** Where a job without a savepoint starts in each partition. */
public sealed interface Start {

    /** At the oldest record. */
    record Earliest() implements Start {}

    /** After the newest record. */
    record Latest() implements Start {}

    /** Where the job's consumer group stopped; at the oldest record where it has never been. */
    record Committed() implements Start {}

    /** At the first record that is not older. */
    record At(Instant time) implements Start {}
}
