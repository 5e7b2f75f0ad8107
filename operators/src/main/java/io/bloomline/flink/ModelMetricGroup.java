package io.bloomline.flink;

import org.apache.flink.metrics.MetricGroup;

/** Where Bloomline's metrics are found among those of a Flink operator. */
final class ModelMetricGroup {

    private ModelMetricGroup() {}

    /** The group {@code bloomline}, and in it that of one model. */
    static MetricGroup in(MetricGroup operator, String model) {
        return operator.addGroup("bloomline").addGroup("model", model);
    }
}
