package io.bloomline.flink;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Remembers what is registered, by its place and name, such as {@code language=sw.documents}. For one thread. */
final class RecordingMetricGroup extends UnregisteredMetricsGroup {

    private final String place;
    private final Map<String, Metric> metrics;

    RecordingMetricGroup() {
        this("", new TreeMap<>());
    }

    private RecordingMetricGroup(String place, Map<String, Metric> metrics) {
        this.place = place;
        this.metrics = metrics;
    }

    Map<String, Metric> metrics() {
        return metrics;
    }

    long count(String name) {
        return ((Counter) metric(name)).getCount();
    }

    double value(String name) {
        return ((Number) ((Gauge<?>) metric(name)).getValue()).doubleValue();
    }

    Histogram histogram(String name) {
        return (Histogram) metric(name);
    }

    private Metric metric(String name) {
        return requireNonNull(metrics.get(name), () -> name + " is not among " + metrics.keySet());
    }

    private <M extends Metric> M recorded(String name, M metric) {
        metrics.put(place + name, metric);
        return metric;
    }

    @Override
    public Counter counter(String name) {
        throw new UnsupportedOperationException("a counter of Flink's own is for one thread");
    }

    @Override
    public <C extends Counter> C counter(String name, C counter) {
        return recorded(name, counter);
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        return recorded(name, gauge);
    }

    @Override
    public <H extends Histogram> H histogram(String name, H histogram) {
        return recorded(name, histogram);
    }

    @Override
    public RecordingMetricGroup addGroup(String name) {
        return new RecordingMetricGroup(place + name + ".", metrics);
    }

    @Override
    public RecordingMetricGroup addGroup(String key, String value) {
        return addGroup(key + "=" + value);
    }
}
