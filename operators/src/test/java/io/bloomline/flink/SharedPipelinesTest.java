package io.bloomline.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomline.batching.BatchLimits;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.pipeline.DocumentPipeline;
import io.bloomline.pipeline.InferenceSettings;
import io.bloomline.preparation.Task;
import io.bloomline.schema.DocumentFormat;
import io.bloomline.testing.EchoModel;
import java.time.Duration;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class SharedPipelinesTest {

    private static final InferenceSettings SETTINGS = new InferenceSettings(
            DocumentFormat.JSON,
            new Task.Embed(0),
            new EchoModel(Output.VECTOR, 100),
            new BatchLimits(8, 1000, Duration.ZERO, 2),
            50);

    @Test
    void closesAModelWhoseMetricsCantBeShownAndOpensItAnewForTheNext() {
        int before = EchoModel.OPEN.get();

        assertThatThrownBy(() -> SharedPipelines.lease(SETTINGS, new NoGauges()))
                .hasMessage("no gauges");
        assertThat(EchoModel.OPEN).hasValue(before);

        SharedPerProcess.Lease<DocumentPipeline> next = SharedPipelines.lease(SETTINGS, new UnregisteredMetricsGroup());
        assertThat(EchoModel.OPEN).hasValue(before + 1);
        next.close();
        assertThat(EchoModel.OPEN).hasValue(before);
    }

    private static final class NoGauges extends UnregisteredMetricsGroup {
        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            throw new IllegalStateException("no gauges");
        }

        @Override
        public MetricGroup addGroup(String name) {
            return this;
        }

        @Override
        public MetricGroup addGroup(String key, String value) {
            return this;
        }
    }
}
