package io.bloomline.flink;

import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.schema.DeadLetter;
import io.bloomline.schema.Document;
import io.bloomline.tracing.Tracing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Tells a subtask's dead letters to the log: of each code the 1st, 2nd, 4th, 8th and so on, and all of them at level
 * {@code DEBUG}. Which document it was is in the fields of the log event; what its text was is nowhere. Not thread-safe.
 */
final class DeadLetterLog {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterLog.class);

    private final Map<String, Integer> counts = new HashMap<>();

    /**
     * Tells those among the outcomes of a record.
     *
     * @param document the document in it, or null when it was unreadable or a tombstone
     */
    void tell(SourceRecord source, @Nullable Document document, List<Outcome> leaving) {
        for (Outcome outcome : leaving) {
            if (outcome instanceof Outcome.Refused refused) {
                tell(source, document, refused.deadLetter());
            }
        }
    }

    private void tell(SourceRecord source, @Nullable Document document, DeadLetter letter) {
        int count = counts.merge(letter.getCode(), 1, Integer::sum);
        boolean shown = Integer.bitCount(count) == 1;
        if (!shown && !LOG.isDebugEnabled()) {
            return;
        }
        // Named as the Elastic Common Schema has it, where that has a name.
        Map<String, @Nullable String> fields = new HashMap<>();
        fields.put("document.id", document == null ? null : document.getId());
        fields.put("kafka.topic", source.topic());
        fields.put("kafka.partition", Integer.toString(source.partition()));
        fields.put("kafka.offset", Long.toString(source.offset()));
        fields.put("error.code", letter.getCode());
        fields.put("trace.id", Tracing.traceId(source));
        fields.values().removeIf(value -> value == null);
        fields.forEach(MDC::put);
        try {
            String line = "Dead letter {} of this cause ({}): {}";
            if (shown) {
                LOG.info(line, count, letter.getCode(), letter.getMessage());
            } else {
                LOG.debug(line, count, letter.getCode(), letter.getMessage());
            }
        } finally {
            fields.keySet().forEach(MDC::remove);
        }
    }
}
