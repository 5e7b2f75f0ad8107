package io.bloomline.it.guarantee;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Every document that went in has exactly one outcome, a result or a dead letter, under its own key, and nothing else
 * came out.
 */
public final class ExactlyOnce {

    private ExactlyOnce() {}

    /**
     * Compares keys in with keys out.
     *
     * @param keysIn      key of each document, all different
     * @param results     what was read from the topic of results
     * @param deadLetters what was read from the topic of dead letters
     * @return one line per violation; empty when the promise was kept
     */
    public static List<String> violations(
            Collection<String> keysIn,
            Collection<ConsumerRecord<byte[], byte[]>> results,
            Collection<ConsumerRecord<byte[], byte[]>> deadLetters) {
        Map<String, Integer> outcomes = new HashMap<>();
        results.forEach(result -> outcomes.merge(key(result), 1, Integer::sum));
        deadLetters.forEach(letter -> outcomes.merge(key(letter), 1, Integer::sum));
        List<String> violations = new ArrayList<>();
        for (String key : keysIn) {
            Integer count = outcomes.remove(key);
            if (count == null) {
                violations.add("lost: " + key);
            } else if (count > 1) {
                violations.add("doubled: " + key + " has " + count + " outcomes");
            }
        }
        outcomes.keySet().forEach(key -> violations.add("out of nowhere: " + key));
        return violations;
    }

    private static String key(ConsumerRecord<byte[], byte[]> found) {
        return found.key() == null ? "(no key)" : new String(found.key(), UTF_8);
    }
}
