package io.bloomline.flink;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/** Counts by the code of a cause; a cause is shown when it first comes. Thread-safe. */
final class CauseCounters {

    private final String name;
    private final Map<String, Counter> counters = new HashMap<>();
    private @Nullable MetricGroup model;

    /**
     * Counts nothing yet.
     *
     * @param name what each of the counters is called, in the group of its cause
     */
    CauseCounters(String name) {
        this.name = name;
    }

    /** Shows what has been counted and will be. */
    synchronized void register(MetricGroup model) {
        this.model = model;
        counters.forEach(this::show);
    }

    synchronized void count(String code) {
        counters.computeIfAbsent(code, first -> show(first, new SharedCounter()))
                .inc();
    }

    private Counter show(String code, Counter counter) {
        return model == null ? counter : model.addGroup("code", code).counter(name, counter);
    }
}
