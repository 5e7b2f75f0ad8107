package io.bloomline.flink;

import static java.util.Objects.requireNonNull;

import io.bloomline.pipeline.DocumentPipeline;
import io.bloomline.pipeline.InferenceSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.MetricGroup;

/**
 * One pipeline, and so one model and one batcher, for all subtasks of this process with equal settings: batches fill even
 * when each subtask is slow, and one limit of batches in flight holds. It lives from the first lease to the last.
 */
final class SharedPipelines {

    private static final Map<InferenceSettings, SharedPipelines> BY_SETTINGS = new HashMap<>();

    private final DocumentPipeline pipeline;
    private int leases;

    private SharedPipelines(DocumentPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** A subtask's share in a pipeline; to be closed once. */
    record Lease(InferenceSettings settings, DocumentPipeline pipeline) implements AutoCloseable {
        @Override
        public void close() {
            giveBack(settings);
        }
    }

    /**
     * Opens the pipeline, or joins those who did; waits while another subtask is opening it.
     *
     * @param metrics where the batcher's metrics go if this lease is the first: once per process, or sums would mislead
     */
    static Lease lease(InferenceSettings settings, MetricGroup metrics) {
        synchronized (BY_SETTINGS) {
            SharedPipelines shared = BY_SETTINGS.get(settings);
            if (shared == null) {
                BatchMetrics observer = BatchMetrics.registeredWith(metrics);
                shared = new SharedPipelines(DocumentPipeline.open(settings, observer, observer));
                BY_SETTINGS.put(settings, shared);
            }
            shared.leases++;
            return new Lease(settings, shared.pipeline);
        }
    }

    private static void giveBack(InferenceSettings settings) {
        synchronized (BY_SETTINGS) {
            SharedPipelines shared = requireNonNull(BY_SETTINGS.get(settings), "a lease is given back once");
            if (--shared.leases == 0) {
                BY_SETTINGS.remove(settings);
                shared.pipeline.close();
            }
        }
    }
}
