package io.bloomline.it.guarantee;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Every document that went in has exactly one outcome, a result or a dead letter, and nothing else came out. Where
 * documents have versions and known answers, each outcome is also its own.
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
        return miscounts(
                keysIn,
                Stream.concat(results.stream(), deadLetters.stream())
                        .map(ExactlyOnce::key)
                        .toList());
    }

    /**
     * Compares versions in with outcomes out.
     *
     * @param answers  of each version that went in the answer it must have, or {@link Seen#DEAD_LETTER}
     * @param outcomes what a reader of committed records saw, each partition in its order
     * @return one line per violation; empty when the promise was kept
     */
    public static List<String> violations(Map<Version, String> answers, List<Seen> outcomes) {
        List<String> violations = new ArrayList<>(
                miscounts(answers.keySet(), outcomes.stream().map(Seen::of).toList()));
        violations.addAll(OwnAnswers.violations(answers, outcomes));
        return violations;
    }

    private static <T> List<String> miscounts(Collection<T> in, Collection<T> out) {
        Map<T, Integer> outcomes = new HashMap<>();
        out.forEach(outcome -> outcomes.merge(outcome, 1, Integer::sum));
        List<String> violations = new ArrayList<>();
        for (T document : in) {
            Integer count = outcomes.remove(document);
            if (count == null) {
                violations.add("lost: " + document);
            } else if (count > 1) {
                violations.add("doubled: " + document + " has " + count + " outcomes");
            }
        }
        outcomes.keySet().forEach(document -> violations.add("out of nowhere: " + document));
        return violations;
    }

    private static String key(ConsumerRecord<byte[], byte[]> found) {
        return found.key() == null ? "(no key)" : new String(found.key(), UTF_8);
    }
}
