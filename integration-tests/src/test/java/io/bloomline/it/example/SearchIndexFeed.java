package io.bloomline.it.example;

import io.bloomline.batching.BatchLimits;
import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.flink.InferenceOperators;
import io.bloomline.inference.djl.LocalModelProvider;
import io.bloomline.pipeline.InferenceSettings;
import io.bloomline.preparation.Task;
import io.bloomline.schema.DocumentFormat;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink program of your own: vectors of a topic's documents, to wherever you keep your search index. */
final class SearchIndexFeed {

    private SearchIndexFeed() {}

    static void define(
            StreamExecutionEnvironment env,
            Source<SourceRecord, ?, ?> topic,
            String modelRepository,
            Sink<Outcome> index) {
        // README: begin
        InferenceSettings settings = new InferenceSettings(
                DocumentFormat.JSON,
                new Task.Embed(0), // chunks as long as the model accepts
                new LocalModelProvider(modelRepository, "bloom-nano-embedding", 2),
                new BatchLimits(64, 16_384, Duration.ofMillis(20), 2),
                1_024); // documents under way per subtask

        DataStream<SourceRecord> documents = env.fromSource(
                InferenceOperators.waiting(topic, settings), WatermarkStrategy.noWatermarks(), "documents");

        InferenceOperators.infer(documents, settings)
                .filter(outcome -> outcome instanceof Outcome.Result) // no tombstones, no dead letters
                .sinkTo(index); // each with an Embedding as its body
        // README: end
    }
}
