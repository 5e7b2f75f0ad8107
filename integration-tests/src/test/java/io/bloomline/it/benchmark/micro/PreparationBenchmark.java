package io.bloomline.it.benchmark.micro;

import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.preparation.Preparation;
import io.bloomline.preparation.PreparedRequest;
import io.bloomline.preparation.Task;
import io.bloomline.schema.Document;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What is made of a document before the model is asked, and of the answer afterwards. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PreparationBenchmark {

    private final Preparation preparation = Preparation.of(new Task.Embed(0), Samples.MODEL, Samples.TOKENIZER);
    private final SourceRecord source = Samples.records().get(0);
    private final Document document = Samples.documents().get(0);
    private final List<PreparedRequest> requests = preparation.prepare(document);

    @Benchmark
    public List<PreparedRequest> prepare() {
        return preparation.prepare(document);
    }

    @Benchmark
    public List<Outcome> assemble() {
        return Samples.ASSEMBLER.assemble(source, document, requests, Samples.ANSWERS);
    }
}
