package io.bloomline.flink;

import io.bloomline.document.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts documents in, results and dead letters, twice: as metrics for whoever watches the job, and as accumulators for
 * whoever waits for its end. For the task's own thread only.
 */
final class OutcomeCounters {

    private final LongCounter documentsIn = new LongCounter();
    private final LongCounter results = new LongCounter();
    private final LongCounter deadLetters = new LongCounter();
    private final Map<String, Counter> deadByCode = new HashMap<>();
    private final MetricGroup metrics;

    private OutcomeCounters(MetricGroup metrics) {
        this.metrics = metrics;
    }

    static OutcomeCounters of(RuntimeContext context) {
        OutcomeCounters counters = new OutcomeCounters(context.getMetricGroup().addGroup("bloomline"));
        counters.register(context, "documents-in", counters.documentsIn);
        counters.register(context, "results", counters.results);
        counters.register(context, "dead-letters", counters.deadLetters);
        return counters;
    }

    void documentIn() {
        documentsIn.add(1);
    }

    void documentOut(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Refused refused) {
                deadLetters.add(1);
                deadByCode
                        .computeIfAbsent(refused.deadLetter().getCode(), code -> metrics.addGroup("code", code)
                                .counter("documentsDead"))
                        .inc();
            } else {
                results.add(1);
            }
        }
    }

    private void register(RuntimeContext context, String name, LongCounter counter) {
        context.addAccumulator(name, counter);
        metrics.gauge(name, counter::getLocalValuePrimitive);
    }
}
