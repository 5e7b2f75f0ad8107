package io.bloomline.job.local;

import io.bloomline.job.local.Neighbours.Neighbour;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What became of a job of the demo.
 *
 * @param job        the job
 * @param scorecard  what came out against what went in
 * @param refusals   its dead letters
 * @param neighbours for embeddings, the nearest text of another language by key; else empty
 * @param results    its results as they stand in Kafka
 * @param answers    what they say
 * @param optedOut   what became of the document that is opted out
 * @param tokens     tokens read and written, by the result's key
 * @param took       from its start until its last outcome could be read
 */
record JobScore(
        DemoJob job,
        Scorecard scorecard,
        List<Refusal> refusals,
        Map<String, Neighbour> neighbours,
        List<ConsumerRecord<byte[], byte[]>> results,
        List<Answer> answers,
        OptedOut optedOut,
        Map<String, Integer> tokens,
        Duration took) {

    /** Below this share of right answers the model doesn't work; guessing would stay far below. */
    static final double FLOOR = 0.6;

    /** Whether the model knows its world. */
    boolean isGoodEnough() {
        return scorecard.trained().value() >= FLOOR;
    }

    double documentsPerSecond() {
        return scorecard.documents() / seconds();
    }

    double tokensPerSecond() {
        return tokens.values().stream().mapToInt(Integer::intValue).sum() / seconds();
    }

    double seconds() {
        return Math.max(took.toMillis(), 1) / 1000.0;
    }
}
