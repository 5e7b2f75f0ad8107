package io.bloomline.it.benchmark;

import io.bloomline.it.benchmark.gpu.GpuProcess;
import io.bloomline.it.benchmark.gpu.GpuSettings;
import io.bloomline.it.benchmark.gpu.ServiceTime;
import io.bloomline.it.benchmark.gpu.Totals;
import io.bloomline.it.benchmark.process.BrokerProcess;
import io.bloomline.it.benchmark.process.FlinkJob;
import io.bloomline.it.benchmark.process.Kafka;
import io.bloomline.it.benchmark.workload.Lengths;
import io.bloomline.job.local.TemporaryFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** One job over many documents, looked at again and again. */
final class LongRun {

    private static final String SOURCE = "documents";
    private static final String NAME = "long-run";
    private static final Duration INTERVAL = Duration.ofSeconds(3);

    private LongRun() {}

    /**
     * The job at a moment.
     *
     * @param seconds    since its first answer
     * @param documents  answered so far
     * @param liveHeap   bytes of heap in use after a full collection
     * @param resident   most bytes of memory that the process had so far
     * @param checkpoint bytes of the last checkpoint, 0 before the first
     */
    record Sample(double seconds, long documents, long liveHeap, long resident, long checkpoint) {}

    /**
     * The whole run.
     *
     * @param samples              in their order
     * @param documentsPerSecond   answered by the server, from the first sample to the last
     * @param cpuMicrosPerDocument processor time of the job's process meanwhile
     * @param answered             how many documents were answered at the end
     * @param deadLetters          how many became dead letters
     */
    record Series(
            List<Sample> samples,
            double documentsPerSecond,
            double cpuMicrosPerDocument,
            long answered,
            long deadLetters) {}

    static Series measure(Lengths lengths, int documents, int pool, Consumer<String> progress) {
        GpuSettings none = new GpuSettings(ServiceTime.NONE, 1, Presets.MAX_ITEMS, null);
        Scenario scenario = new Scenario(
                NAME, lengths, null, none, pool, Presets.PARALLELISM, documents, Presets.SEED, Presets.THOROUGH);
        try (TemporaryFolder folder = TemporaryFolder.create("bloomline-benchmark");
                BrokerProcess broker = BrokerProcess.start(folder.path());
                GpuProcess gpu = GpuProcess.start(none, folder.path())) {
            Kafka kafka = new Kafka(broker.bootstrapServers());
            progress.accept("writing documents");
            kafka.createSource(SOURCE);
            kafka.createSink(NAME);
            kafka.createSink(JobText.DEAD_LETTERS);
            kafka.write(SOURCE, scenario.drawDocuments());
            Path jobFile = new JobText(NAME, kafka.bootstrapServers(), SOURCE, gpu.port(), scenario, "exactly-once")
                    .writeTo(folder.path());
            progress.accept("running");
            try (FlinkJob job = FlinkJob.ofBloomline(jobFile)) {
                return watch(job, gpu, kafka, documents);
            }
        }
    }

    private static Series watch(FlinkJob job, GpuProcess gpu, Kafka kafka, int documents) {
        List<Sample> samples = new ArrayList<>();
        Totals first = gpu.totals();
        Totals now = first;
        Duration cpuAtFirst = Duration.ZERO;
        long next = 0;
        while (now.rows() < documents) {
            job.requireAlive();
            pause(Duration.ofMillis(100));
            now = gpu.totals();
            if (now.rows() > 0 && now.atNanos() >= next) {
                if (samples.isEmpty()) {
                    first = now;
                    cpuAtFirst = job.usage().cpu();
                }
                samples.add(sample(job, now, now.since(first).atNanos() / 1e9));
                next = now.atNanos() + INTERVAL.toNanos();
            }
        }
        Totals done = now.since(first);
        Duration cpu = job.usage().cpu().minus(cpuAtFirst);
        return new Series(
                samples,
                done.rows() * 1e9 / done.atNanos(),
                cpu.toNanos() / 1e3 / done.rows(),
                now.rows(),
                kafka.written(JobText.DEAD_LETTERS));
    }

    private static Sample sample(FlinkJob job, Totals totals, double seconds) {
        List<Long> checkpoints = job.checkpoints();
        return new Sample(
                seconds,
                totals.rows(),
                job.usage().liveHeap(),
                job.usage().peakResident().orElse(0),
                checkpoints.isEmpty() ? 0 : checkpoints.get(checkpoints.size() - 1));
    }

    private static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
