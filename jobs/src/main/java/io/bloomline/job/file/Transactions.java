package io.bloomline.job.file;

import java.time.Duration;
import org.apache.flink.util.TimeUtils;

/** The two times that exactly-once delivery hangs on. */
public final class Transactions {

    static final String TIMEOUT = "transaction.timeout.ms";
    static final String INTERVAL = "execution.checkpointing.interval";

    /** Under the 15 minutes that a broker allows by default. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(14);

    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

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
        String interval = flink.values().get(INTERVAL);
        if (interval == null) {
            return DEFAULT_INTERVAL;
        }
        try {
            return TimeUtils.parseDuration(interval);
        } catch (IllegalArgumentException | ArithmeticException noDuration) {
            throw new IllegalArgumentException("is not a duration such as 10 s", noDuration);
        }
    }
}
