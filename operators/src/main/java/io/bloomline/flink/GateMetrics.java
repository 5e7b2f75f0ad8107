package io.bloomline.flink;

import io.bloomline.quality.Flaw;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/** Counts what the quality gates found, by gate and by the language that was written. Thread-safe. */
final class GateMetrics {

    private final Map<Flaw, ByLanguage<Counter>> hits = new EnumMap<>(Flaw.class);

    /**
     * Counts nothing yet.
     *
     * @param model the group of the model's metrics
     */
    GateMetrics(MetricGroup model) {
        for (Flaw flaw : Flaw.values()) {
            hits.put(
                    flaw,
                    new ByLanguage<>(
                            model.addGroup("gate", flaw.code()),
                            language -> language.counter("hits_total", new SharedCounter())));
        }
    }

    /** Counts a result that has a flaw. */
    void count(Flaw flaw, @Nullable String language) {
        ByLanguage<Counter> ofGate = hits.get(flaw);
        if (ofGate != null) {
            ofGate.of(language).inc();
        }
    }
}
