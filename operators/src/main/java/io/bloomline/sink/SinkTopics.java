package io.bloomline.sink;

import io.bloomline.schema.RecordEncoding;
import java.io.Serializable;
import java.util.List;
import java.util.Properties;

/**
 * Where outcomes are written, and how.
 *
 * @param results     topic of results and tombstones
 * @param deadLetters topic of dead letters, which are always in the form they came in
 * @param encoding    how results are written
 * @param producer    properties of the producer that writes them; may hold secrets, so they are never printed
 */
public record SinkTopics(String results, String deadLetters, RecordEncoding encoding, Properties producer)
        implements Serializable {

    /** What these topics and the producer take, as it is now. */
    RecordLimits limits() {
        return new RecordLimits(producer, TopicLimits.read(producer, List.of(results, deadLetters)));
    }

    @Override
    public String toString() {
        return "SinkTopics[results=" + results + ", deadLetters=" + deadLetters + ", encoding=" + encoding + "]";
    }
}
