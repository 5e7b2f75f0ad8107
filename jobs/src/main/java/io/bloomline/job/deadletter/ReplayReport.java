package io.bloomline.job.deadletter;

import java.util.Map;

/**
 * What a replay did.
 *
 * @param sent originals sent, by topic
 * @param left dead letters that could not be sent again, by the reason
 */
public record ReplayReport(Map<String, Long> sent, Map<String, Long> left) {

    /** How many originals were sent. */
    public long total() {
        return sent.values().stream().mapToLong(Long::longValue).sum();
    }
}
