package io.bloomline.it.benchmark;

import io.bloomline.it.benchmark.gpu.GpuProcess;
import io.bloomline.it.benchmark.measure.Arithmetic;
import io.bloomline.it.benchmark.measure.Ceiling;
import io.bloomline.it.benchmark.measure.Window;
import io.bloomline.it.benchmark.measure.Window.Observed;
import io.bloomline.it.benchmark.process.BrokerProcess;
import io.bloomline.it.benchmark.process.FlinkJob;
import io.bloomline.it.benchmark.process.Kafka;
import io.bloomline.it.benchmark.workload.Documents;
import io.bloomline.job.local.TemporaryFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Measures one scenario: each system after the other, against a fresh server, on the same documents. */
final class ScenarioRun {

    private static final String SOURCE = "documents";
    private static final Duration LIMIT_WARM_UP = Duration.ofSeconds(2);

    private final Scenario scenario;
    private final Documents documents;
    private final Path folder;
    private final Kafka kafka;
    private final Consumer<String> progress;

    private ScenarioRun(Scenario scenario, Path folder, Kafka kafka, Consumer<String> progress) {
        this.scenario = scenario;
        this.documents = scenario.drawDocuments();
        this.folder = folder;
        this.kafka = kafka;
        this.progress = progress;
    }

    /** Measures; says meanwhile what it does. */
    static Measured measure(Scenario scenario, Consumer<String> progress) throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.create("bloomline-benchmark");
                BrokerProcess broker = BrokerProcess.start(folder.path())) {
            return new ScenarioRun(scenario, folder.path(), new Kafka(broker.bootstrapServers()), progress).measure();
        }
    }

    private Measured measure() {
        progress.accept(String.format(Locale.ROOT, "%s: writing %,d documents", scenario.name(), documents.count()));
        kafka.createSource(SOURCE);
        kafka.createSink(JobText.DEAD_LETTERS);
        kafka.write(SOURCE, documents);

        List<Measured.Throughput> throughput = new ArrayList<>();
        throughput.add(limit());
        for (Contender contender : Contender.all(scenario, documents)) {
            throughput.add(throughput(contender));
        }
        if (kafka.written(JobText.DEAD_LETTERS) > 0) {
            throw new IllegalStateException("Documents became dead letters; the figures would mean nothing");
        }
        List<Measured.Delay> delays = scenario.effort().latency().loads().isEmpty()
                ? List.of()
                : new LatencyRun(scenario, documents, folder, kafka, progress).measure(throughput);
        return new Measured(
                scenario,
                Measured.Machine.here(),
                documents.count(),
                Arithmetic.limit(scenario.gpu(), documents),
                throughput,
                delays);
    }

    private Measured.Throughput limit() {
        try (GpuProcess gpu = GpuProcess.start(scenario.gpu(), folder)) {
            Window window = new Window(LIMIT_WARM_UP, scenario.effort().window());
            try (Ceiling ceiling = new Ceiling(gpu.port(), scenario.gpu(), documents, scenario.seed())) {
                ceiling.start();
                Observed observed = window.observe(gpu, documents.count()); // each document once
                return report(Measured.LIMIT, observed, null);
            }
        }
    }

    private Measured.Throughput throughput(Contender contender) {
        String name = contender.topic();
        kafka.createSink(name);
        try (GpuProcess gpu = GpuProcess.start(contender.server(scenario.gpu()), folder)) {
            Path jobFile = new JobText(name, kafka.bootstrapServers(), SOURCE, gpu.port(), scenario, "exactly-once")
                    .writeTo(folder);
            Window window =
                    new Window(scenario.effort().warmUp(), scenario.effort().window());
            try (FlinkJob job = contender.start(jobFile, gpu.port(), scenario)) {
                Observed observed = window.observe(gpu, documents.count(), () -> {
                    job.requireAlive();
                    return job.usage().cpu();
                });
                return report(contender.label(), observed, job);
            }
        } finally {
            kafka.delete(name);
        }
    }

    private Measured.Throughput report(String system, Observed observed, @Nullable FlinkJob job) {
        if (observed.server().rows() == 0) {
            throw new IllegalStateException(system + ": nothing was answered; that is no measurement");
        }
        progress.accept(String.format(
                Locale.ROOT,
                "%s: %s: %,.0f documents/s in %.0f s",
                scenario.name(),
                system,
                observed.documentsPerSecond(),
                observed.seconds()));
        return new Measured.Throughput(
                system,
                observed.documentsPerSecond(),
                observed.tokensPerSecond(),
                observed.seconds(),
                observed.padding(),
                observed.busy(scenario.gpu().instances()),
                (double) observed.server().rows() / observed.server().batches(),
                job == null ? null : observed.cpuMicrosPerDocument(),
                job == null ? null : Long.valueOf(job.usage().liveHeap()),
                job == null ? null : boxed(job.usage().peakResident()),
                job == null ? null : boxed(job.largestCheckpoint()));
    }

    private static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
