package io.bloomline.it.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How fast a job was at each moment, as its results tell.
 *
 * @param times when each result was made, in order
 */
public record Pace(List<Instant> times) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final Duration STEP = Duration.ofMillis(100);

    /** Of results in JSON. */
    public static Pace of(Collection<ConsumerRecord<byte[], byte[]>> results) {
        return new Pace(results.stream().map(Pace::time).sorted().toList());
    }

    /** Results per second in a while. */
    public double between(Instant from, Instant to) {
        long made = times.stream()
                .filter(time -> !time.isBefore(from) && time.isBefore(to))
                .count();
        return made * 1e9 / Duration.between(from, to).toNanos();
    }

    /** How long after a moment it took until a second began that was so fast. */
    public Duration until(double perSecond, Instant moment) {
        Instant from = moment;
        while (between(from, from.plus(WINDOW)) < perSecond) {
            from = from.plus(STEP);
            if (from.isAfter(times.get(times.size() - 1))) {
                throw new AssertionError("never as fast as " + perSecond + " results per second after " + moment);
            }
        }
        return Duration.between(moment, from);
    }

    private static Instant time(ConsumerRecord<byte[], byte[]> result) {
        try {
            return Instant.parse(
                    JSON.readTree(result.value()).at("/provenance/time").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
