package io.bloomline.job.file;

import io.bloomline.schema.RecordFormat;

/**
 * Where results and dead letters go.
 *
 * @param topic        topic of the results
 * @param format       how results are written
 * @param deadLetters  topic of the dead letters
 * @param maxDeadShare most dead letters among the last documents, as a part of 1; above it the job ends
 * @param delivery     what holds after a failure
 */
public record SinkSettings(
        String topic, RecordFormat format, String deadLetters, double maxDeadShare, Delivery delivery) {

    /** What holds after a failure. */
    public enum Delivery {
        /** Readers of committed records see each outcome once. */
        EXACTLY_ONCE,
        /** Each outcome is written, and some are written again. */
        AT_LEAST_ONCE
    }
}
