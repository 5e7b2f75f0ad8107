package io.bloomline.it.guarantee;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Results of the versions of a document come in the order of the versions. Dead letters have a topic of their own. */
public final class OrderPerKey {

    private OrderPerKey() {}

    /**
     * Looks at the order.
     *
     * @param outcomes what a reader of committed records saw, each partition in its order
     * @return one line per violation; empty when the promise was kept
     */
    public static List<String> violations(List<Seen> outcomes) {
        List<String> violations = new ArrayList<>();
        Map<String, Integer> newest = new HashMap<>();
        for (Seen outcome : outcomes) {
            if (outcome.answer().equals(Seen.DEAD_LETTER)) {
                continue;
            }
            Version version = outcome.of();
            Integer before = newest.put(version.key(), version.number());
            if (before != null && before > version.number()) {
                violations.add("out of order: " + version + " after version " + before);
            }
        }
        return violations;
    }
}
