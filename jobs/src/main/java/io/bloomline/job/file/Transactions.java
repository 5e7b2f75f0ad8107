package io.bloomline.job.file;

import java.time.Duration;
import org.apache.flink.util.TimeUtils;

/** The times that exactly-once delivery hangs on. */
public final class Transactions {

    static final String TIMEOUT = "transaction.timeout.ms";
    static final String INTERVAL = "execution.checkpointing.interval";
    static final String CHECKPOINT_TIMEOUT = "execution.checkpointing.timeout";

    /** Under the 15 minutes that a broker allows by default. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(14);

    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

    /** Flink's own default. */
    private static final Duration MOST_CHECKPOINT_TIMEOUT = Duration.ofMinutes(10);

    private Transactions() {}

    /**
     * How long a transaction may stay open; a job that is away for longer loses what it had not committed.
     *
     * @throws IllegalArgumentException when it is no number of milliseconds
     */
    public static Duration timeout(ForeignSettings kafka) {
        String millis = kafka.values().get(TIMEOUT);
        if (millis == null) {
            return DEFAULT_TIMEOUT;
        }
        try {
            return Duration.ofMillis(Integer.parseInt(millis));
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("is not a whole number of milliseconds", noNumber);
        }
    }

    /**
     * Time between two checkpoints, which is when results become visible; zero for none.
     *
     * @throws IllegalArgumentException when it is not a duration as Flink reads it
     */
    public static Duration checkpointInterval(ForeignSettings flink) {
        return duration(flink, INTERVAL, DEFAULT_INTERVAL);
    }

    /**
     * Longest time that a checkpoint may take; then it is given up, and its results wait for the next. Unless it is set,
     * half of what a transaction has left after the interval, and at most Flink's 10 minutes.
     *
     * @throws IllegalArgumentException when it, or a time it follows from, is not a duration
     */
    public static Duration checkpointTimeout(ForeignSettings kafka, ForeignSettings flink) {
        Duration half = timeout(kafka).minus(checkpointInterval(flink)).dividedBy(2);
        boolean most = half.isNegative() || half.compareTo(MOST_CHECKPOINT_TIMEOUT) > 0;
        return duration(flink, CHECKPOINT_TIMEOUT, most ? MOST_CHECKPOINT_TIMEOUT : half);
    }

    private static Duration duration(ForeignSettings flink, String key, Duration absent) {
        String written = flink.values().get(key);
        if (written == null) {
            return absent;
        }
        try {
            return TimeUtils.parseDuration(written);
        } catch (IllegalArgumentException | ArithmeticException noDuration) {
            throw new IllegalArgumentException("is not a duration such as 10 s", noDuration);
        }
    }
}
