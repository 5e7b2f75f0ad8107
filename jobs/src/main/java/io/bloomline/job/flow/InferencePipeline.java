package io.bloomline.job.flow;

import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.flink.InferenceOperators;
import io.bloomline.flink.OutcomeRules;
import io.bloomline.job.file.JobFile;
import io.bloomline.pipeline.InferenceSettings;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The whole flow: from topic to topic, through the model. */
public final class InferencePipeline {

    private InferencePipeline() {}

    /** Defines the flow that a job file describes, with Kafka at both ends. */
    public static void define(StreamExecutionEnvironment env, JobFile job) {
        define(env, KafkaEnds.source(job), job.inference(), KafkaEnds.rules(job), KafkaEnds.sink(job));
    }

    /**
     * Defines the flow between any two ends. A savepoint finds each operator by its uid, so these never change.
     *
     * @param env      Flink, configured by {@link FlinkDefaults}
     * @param source   where documents come from
     * @param settings what becomes of them
     * @param rules    what holds for that
     * @param sink     where results and dead letters go
     */
    public static void define(
            StreamExecutionEnvironment env,
            Source<SourceRecord, ?, ?> source,
            InferenceSettings settings,
            OutcomeRules rules,
            Sink<Outcome> sink) {
        // No watermarks: nothing may overtake one in the async operator, so each would empty its pool.
        DataStream<SourceRecord> records = env.fromSource(
                        InferenceOperators.waiting(source, settings), WatermarkStrategy.noWatermarks(), "read")
                .uid("bloomline-source");
        DataStream<Outcome> outcomes = InferenceOperators.infer(records, settings, rules);
        outcomes.sinkTo(sink).name("write").uid("bloomline-sink");
    }
}
