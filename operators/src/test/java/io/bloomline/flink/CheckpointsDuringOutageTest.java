package io.bloomline.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomline.batching.BatchLimits;
import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.inference.GenerationParameters;
import io.bloomline.inference.InferenceClient;
import io.bloomline.inference.InferenceRequest;
import io.bloomline.inference.InferenceResult;
import io.bloomline.inference.Model;
import io.bloomline.inference.ModelDescription.Output;
import io.bloomline.inference.ModelProvider;
import io.bloomline.pipeline.InferenceSettings;
import io.bloomline.preparation.Task;
import io.bloomline.schema.DocumentFormat;
import io.bloomline.testing.EchoModel;
import io.bloomline.testing.SourceRecords;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class CheckpointsDuringOutageTest {

    private static final int MAX_PENDING = 10;
    private static final int DOCUMENTS = 100;

    /** Completes when the outage is over: true when checkpoints ended it, false when none came in a long time. */
    private static final CompletableFuture<Boolean> BACK =
            new CompletableFuture<Boolean>().completeOnTimeout(false, 60, TimeUnit.SECONDS);

    private static final AtomicInteger READ = new AtomicInteger();

    @Test
    void goOnThoughAsManyDocumentsWaitAsMayBe() throws Exception {
        InferenceSettings settings = new InferenceSettings(
                DocumentFormat.JSON,
                new Task.Generate("{text}", GenerationParameters.greedy(5)),
                new AwayModel(),
                new BatchLimits(1, 1000, Duration.ZERO, DOCUMENTS),
                MAX_PENDING);
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
        DataGeneratorSource<SourceRecord> documents = new DataGeneratorSource<>(
                i -> SourceRecords.at(i, "k" + i, "{\"text\":\"" + i + "\"}"),
                DOCUMENTS,
                TypeInformation.of(SourceRecord.class));
        DataStream<SourceRecord> records = env.fromSource(
                InferenceOperators.waiting(documents, settings), WatermarkStrategy.noWatermarks(), "documents");

        List<Outcome> outcomes = InferenceOperators.infer(records.map(new EndOfOutage()), settings)
                .executeAndCollect(2 * DOCUMENTS);

        assertThat(BACK).isCompletedWithValue(true);
        assertThat(outcomes).hasSize(DOCUMENTS).allMatch(Outcome.Result.class::isInstance);
    }

    /** Ends the outage when a checkpoint is complete that began while the operator was full. */
    private static final class EndOfOutage extends RichMapFunction<SourceRecord, SourceRecord>
            implements CheckpointListener {

        private int completedWhileFull;

        @Override
        public SourceRecord map(SourceRecord record) {
            READ.incrementAndGet();
            return record;
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            if (READ.get() >= MAX_PENDING && ++completedWhileFull == 2) {
                BACK.complete(true);
            }
        }
    }

    /** Answers nothing until it is back. */
    private record AwayModel() implements ModelProvider {
        @Override
        public Model open() {
            Model echo = new EchoModel(Output.TEXT, 100).open();
            return new Model(echo.description(), echo.tokenizer(), new AwayClient(echo.client()));
        }
    }

    private record AwayClient(InferenceClient client) implements InferenceClient {
        @Override
        public CompletableFuture<InferenceResult> infer(List<InferenceRequest> batch) {
            return BACK.thenCompose(unused -> client.infer(batch));
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
