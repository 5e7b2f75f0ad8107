package io.bloomline.it.benchmark;

import io.bloomline.batching.BatchObserver;
import io.bloomline.document.SourceRecord;
import io.bloomline.inference.AttemptObserver;
import io.bloomline.it.benchmark.Scenario.LatencyEffort;
import io.bloomline.it.benchmark.gpu.GpuProcess;
import io.bloomline.it.benchmark.measure.Arrivals;
import io.bloomline.it.benchmark.process.FlinkJob;
import io.bloomline.it.benchmark.process.Kafka;
import io.bloomline.it.benchmark.workload.Documents;
import io.bloomline.job.file.JobFile;
import io.bloomline.job.file.JobFileException;
import io.bloomline.job.file.JobFileReader;
import io.bloomline.pipeline.DocumentPipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How long documents take that come by themselves, from the moment that they should come to the moment that their result
 * is there. Through the pipeline that is when the broker appended the result, to the millisecond; through the bare server,
 * which is the pipeline's steps without Kafka and Flink, when it was put together.
 */
final class LatencyRun {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SOURCE = "arrivals";
    private static final String NAME = "latency";

    private final Scenario scenario;
    private final Documents documents;
    private final Path folder;
    private final Kafka kafka;
    private final Consumer<String> progress;

    LatencyRun(Scenario scenario, Documents documents, Path folder, Kafka kafka, Consumer<String> progress) {
        this.scenario = scenario;
        this.documents = documents;
        this.folder = folder;
        this.kafka = kafka;
        this.progress = progress;
    }

    /** Measures the pipeline and the bare server at those loads that the pipeline was able to bear. */
    List<Measured.Delay> measure(List<Measured.Throughput> throughput) {
        double limit = throughput.get(0).documentsPerSecond();
        double pipeline = throughput.get(1).documentsPerSecond();
        LatencyEffort effort = scenario.effort().latency();
        List<Double> loads =
                effort.loads().stream().filter(load -> load * limit < pipeline).toList();
        if (loads.isEmpty()) {
            return List.of();
        }
        Arrivals arrivals = Arrivals.poisson(limit, loads, effort.warmUp(), effort.length(), scenario.seed());
        progress.accept(scenario.name() + ": latency at loads of " + loads);
        kafka.createSource(SOURCE);
        kafka.createLastingSink(NAME);
        Measured.Delay throughKafka;
        Measured.Delay bare;
        try (GpuProcess gpu = GpuProcess.start(scenario.gpu(), folder)) {
            Path jobFile = new JobText(NAME, kafka.bootstrapServers(), SOURCE, gpu.port(), scenario, "at-least-once")
                    .writeTo(folder);
            throughKafka = new Measured.Delay(
                    Contender.PIPELINE + ", at least once", arrivals.latencies(throughJob(jobFile, arrivals)));
            bare = new Measured.Delay("the bare server", arrivals.latencies(withoutKafka(jobFile, arrivals)));
        }
        return List.of(throughKafka, bare);
    }

    private double[] throughJob(Path jobFile, Arrivals arrivals) {
        double[] scheduled = new double[arrivals.count()];
        try (FlinkJob job = FlinkJob.ofBloomline(jobFile);
                Producer<byte[], byte[]> producer = kafka.producer()) {
            // A first document shows when the job is ready; its number is none of the others'.
            var unusedProbe = producer.send(Kafka.record(SOURCE, arrivals.count(), 0, documents));
            await(1, job);
            double epochMillis = epochMillis();
            long beginning = System.nanoTime();
            arrivals.play(beginning, number -> {
                scheduled[number] = epochMillis + arrivals.at()[number] / 1e6;
                var unused = producer.send(Kafka.record(SOURCE, number, number % documents.count(), documents));
            });
            producer.flush();
            await(1 + arrivals.count(), job);
        }
        double[] millis = new double[arrivals.count()];
        Arrays.fill(millis, -1);
        kafka.read(NAME, (key, appended) -> {
            int number = Integer.parseInt(key);
            if (number < millis.length && millis[number] < 0) {
                millis[number] = Math.max(0, appended - scheduled[number]);
            }
        });
        return millis;
    }

    private double[] withoutKafka(Path jobFile, Arrivals arrivals) {
        double[] millis = new double[arrivals.count()];
        Arrays.fill(millis, -1);
        try (DocumentPipeline pipeline =
                DocumentPipeline.open(read(jobFile).inference(), BatchObserver.NONE, AttemptObserver.NONE)) {
            List<SourceRecord> records =
                    IntStream.range(0, arrivals.count()).mapToObj(this::record).toList();
            long beginning = System.nanoTime();
            arrivals.play(beginning, number -> {
                var unused = pipeline.process(records.get(number)).thenRun(() -> {
                    millis[number] = (System.nanoTime() - beginning - arrivals.at()[number]) / 1e6;
                });
            });
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
        }
        return millis;
    }

    private SourceRecord record(int number) {
        ProducerRecord<byte[], byte[]> record = Kafka.record(SOURCE, number, number % documents.count(), documents);
        return new SourceRecord(SOURCE, 0, number, 0, record.key(), record.value(), List.of());
    }

    /** Waits until so many results are there, or until nobody would wait any longer. */
    private void await(long results, FlinkJob job) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (kafka.written(NAME) < results && System.nanoTime() < deadline) {
            job.requireAlive();
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private static double epochMillis() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1e3 + now.getNano() / 1e6;
    }

    private static JobFile read(Path jobFile) {
        try {
            return new JobFileReader().read(jobFile);
        } catch (JobFileException e) {
            throw new IllegalStateException(e);
        }
    }
}
