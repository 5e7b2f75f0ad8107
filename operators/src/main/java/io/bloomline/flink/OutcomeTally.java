package io.bloomline.flink;

import io.bloomline.document.Outcome;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/**
 * Counts outcomes on their way out, twice: as metrics for whoever watches the job, and as accumulators for whoever waits
 * for its end.
 */
final class OutcomeTally extends RichMapFunction<Outcome, Outcome> {

    private final LongCounter results = new LongCounter();
    private final LongCounter deadLetters = new LongCounter();
    private transient MetricGroup metrics = new UnregisteredMetricsGroup();
    private transient Counter resultsOut = new SimpleCounter();
    private transient Map<String, Counter> deadByCode = new HashMap<>();

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().addAccumulator(InferenceOperators.RESULTS, results);
        getRuntimeContext().addAccumulator(InferenceOperators.DEAD_LETTERS, deadLetters);
        metrics = getRuntimeContext().getMetricGroup().addGroup("bloomline");
        resultsOut = metrics.counter("documentsOut");
        deadByCode = new HashMap<>();
    }

    @Override
    public Outcome map(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            deadLetters.add(1);
            deadByCode
                    .computeIfAbsent(refused.deadLetter().getCode(), this::deadCounter)
                    .inc();
        } else {
            results.add(1);
            resultsOut.inc();
        }
        return outcome;
    }

    private Counter deadCounter(String code) {
        return metrics.addGroup("code", code).counter("documentsDead");
    }
}
