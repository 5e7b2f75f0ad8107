package io.bloomline.job.flow;

import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.job.file.JobFile;
import io.bloomline.pipeline.InferenceSettings;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The whole flow: from topic to topic, through the model. */
public final class InferencePipeline {

    private InferencePipeline() {}

    /** Defines the flow that a job file describes, with Kafka at both ends. */
    public static void define(StreamExecutionEnvironment env, JobFile job) {
        env.getConfig().enableObjectReuse();
        if (job.source().topics().isEmpty()) {
            return;
        }
        throw new UnsupportedOperationException("The flow comes next");
    }

    /**
     * Defines the flow between any two ends.
     *
     * @param env      Flink, configured by {@code FlinkDefaults}
     * @param source   where documents come from
     * @param settings what becomes of them
     * @param sink     where results and dead letters go
     */
    public static void define(
            StreamExecutionEnvironment env,
            Source<SourceRecord, ?, ?> source,
            InferenceSettings settings,
            Sink<Outcome> sink) {
        var records = env.fromSource(source, WatermarkStrategy.noWatermarks(), "read");
        if (settings.maxPending() > 0) {
            throw new UnsupportedOperationException("The flow comes next" + records + sink);
        }
    }
}
