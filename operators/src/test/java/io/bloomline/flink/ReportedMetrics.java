package io.bloomline.flink;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** What Flink tells a reporter of Bloomline's metrics of {@code EchoModel}; they stay when the job has ended. */
public final class ReportedMetrics implements MetricReporter {

    private static final String PLACE = ".infer.0.bloomline.model.echo.";
    private static final Map<String, Metric> REPORTED = new ConcurrentHashMap<>();

    static void forget() {
        REPORTED.clear();
    }

    static Set<String> names() {
        return Set.copyOf(REPORTED.keySet());
    }

    static long count(String name) {
        return ((Counter) requireNonNull(REPORTED.get(name), name)).getCount();
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        String identifier = group.getMetricIdentifier(name);
        int place = identifier.indexOf(PLACE);
        if (place >= 0) {
            REPORTED.put(identifier.substring(place + PLACE.length()), metric);
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {}

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    /** How Flink makes it. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return new ReportedMetrics();
        }
    }
}
