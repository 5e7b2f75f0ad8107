package io.bloomline.flink;

import io.bloomline.pipeline.DocumentPipeline;
import io.bloomline.pipeline.InferenceSettings;
import org.apache.flink.metrics.MetricGroup;

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
     * @param metrics where the batcher's metrics go if this lease is the first: once per process, or sums would mislead
     */
    static SharedPerProcess.Lease<DocumentPipeline> lease(InferenceSettings settings, MetricGroup metrics) {
        return PIPELINES.lease(settings, () -> {
            BatchMetrics observer = BatchMetrics.registeredWith(metrics);
            return DocumentPipeline.open(settings, observer, observer);
        });
    }
}
