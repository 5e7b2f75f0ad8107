package io.bloomline.it.benchmark.micro;

import io.bloomline.batching.BatchLimits;
import io.bloomline.batching.BatchObserver;
import io.bloomline.document.SourceRecord;
import io.bloomline.inference.AttemptObserver;
import io.bloomline.pipeline.DocumentPipeline;
import io.bloomline.pipeline.InferenceSettings;
import io.bloomline.pipeline.KeyOrder;
import io.bloomline.preparation.Task;
import io.bloomline.schema.DocumentFormat;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** A document's whole way but for Kafka, Flink and the model: read, prepare, batch, ask, assemble, put into order. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PipelineBenchmark {

    private final DocumentPipeline pipeline = DocumentPipeline.open(
            new InferenceSettings(
                    DocumentFormat.AVRO,
                    new Task.Embed(0),
                    new InstantModel(),
                    new BatchLimits(Samples.BATCH, Integer.MAX_VALUE, Duration.ofHours(1), 1, Integer.MAX_VALUE),
                    2 * Samples.BATCH),
            BatchObserver.NONE,
            AttemptObserver.NONE);
    private final KeyOrder order = new KeyOrder();
    private final List<SourceRecord> sources = Samples.records();

    @Benchmark
    @OperationsPerInvocation(Samples.BATCH)
    public void answerDocuments(Blackhole out) {
        for (SourceRecord source : sources) {
            order.emitInOrder(source.key(), pipeline.process(source), (fate, thrown) -> out.consume(fate));
        }
    }

    @TearDown
    public void close() {
        pipeline.close();
    }
}
