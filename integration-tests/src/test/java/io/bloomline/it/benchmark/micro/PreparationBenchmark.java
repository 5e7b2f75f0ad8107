package io.bloomline.it.benchmark.micro;

import io.bloomline.document.Outcome;
import io.bloomline.document.SourceRecord;
import io.bloomline.language.LanguagePolicy;
import io.bloomline.preparation.Dialogue;
import io.bloomline.preparation.Dialogue.Ask;
import io.bloomline.preparation.Draft;
import io.bloomline.preparation.Preparation;
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

    private final Preparation preparation =
            Preparation.of(new Task.Embed(0), LanguagePolicy.DEFAULT, Samples.MODEL, Samples.TOKENIZER);
    private final SourceRecord source = Samples.records().get(0);
    private final Document document = Samples.documents().get(0);
    private final Ask<List<Draft>> asked = (Ask<List<Draft>>) preparation.prepare(document);

    @Benchmark
    public Dialogue<List<Draft>> prepare() {
        return preparation.prepare(document);
    }

    @Benchmark
    public List<Outcome> assemble() {
        return Samples.ASSEMBLER.assemble(source, document, document.getText(), Samples.drafts(asked));
    }
}
