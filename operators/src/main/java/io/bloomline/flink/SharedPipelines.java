package io.bloomline.flink;

import io.bloomline.pipeline.DocumentPipeline;
import io.bloomline.pipeline.InferenceSettings;
import io.bloomline.time.NanoClock;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.IOUtils;

/**
 * One pipeline, and so one model and one batcher, for all subtasks of this process with equal settings: batches fill even
 * when each subtask is slow, and one limit of batches in flight holds.
 */
final class SharedPipelines {

    private static final SharedPerProcess<InferenceSettings, DocumentPipeline> PIPELINES =
            new SharedPerProcess<>(DocumentPipeline::close);

    private SharedPipelines() {}

    /**
     * A share in the pipeline of these settings.
     *
     * @param operator where the batcher's metrics go if this lease is the first: once per process, or sums would mislead
     */
    static SharedPerProcess.Lease<DocumentPipeline> lease(InferenceSettings settings, MetricGroup operator) {
        return PIPELINES.lease(settings, () -> {
            BatchMetrics metrics = new BatchMetrics(NanoClock.SYSTEM);
            DocumentPipeline pipeline = DocumentPipeline.open(settings, metrics, metrics);
            try {
                metrics.register(ModelMetricGroup.in(operator, pipeline.model().name()), pipeline::waiting);
            } catch (RuntimeException | Error thrown) {
                IOUtils.closeQuietly(pipeline);
                throw thrown;
            }
            return pipeline;
        });
    }
}
