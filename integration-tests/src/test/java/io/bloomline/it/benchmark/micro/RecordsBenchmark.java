package io.bloomline.it.benchmark.micro;

import io.bloomline.schema.Document;
import io.bloomline.schema.DocumentFormat;
import io.bloomline.schema.DocumentReader;
import io.bloomline.schema.Embedding;
import io.bloomline.schema.MalformedRecordException;
import io.bloomline.schema.RecordCodec;
import io.bloomline.schema.RecordFormat;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The first thing done with a document, and the last: out of bytes, and into bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RecordsBenchmark {

    private final DocumentReader avroReader = DocumentFormat.AVRO.reader();
    private final DocumentReader jsonReader = DocumentFormat.JSON.reader();
    private final RecordCodec<Embedding> avroWriter = RecordCodec.of(RecordFormat.AVRO, Embedding.class);
    private final RecordCodec<Embedding> jsonWriter = RecordCodec.of(RecordFormat.JSON, Embedding.class);

    private final byte[] avroDocument = Samples.bytes(RecordFormat.AVRO).get(0);
    private final byte[] jsonDocument = Samples.bytes(RecordFormat.JSON).get(0);
    private final Embedding embedding = Samples.embedding();

    @Benchmark
    public Document readAvro() throws MalformedRecordException {
        return avroReader.read(avroDocument);
    }

    @Benchmark
    public Document readJson() throws MalformedRecordException {
        return jsonReader.read(jsonDocument);
    }

    @Benchmark
    public byte[] writeAvro() {
        return avroWriter.write(embedding);
    }

    @Benchmark
    public byte[] writeJson() {
        return jsonWriter.write(embedding);
    }
}
