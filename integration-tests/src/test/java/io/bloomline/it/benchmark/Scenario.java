package io.bloomline.it.benchmark;

import io.bloomline.it.benchmark.gpu.GpuSettings;
import io.bloomline.it.benchmark.measure.Arithmetic;
import io.bloomline.it.benchmark.workload.Documents;
import io.bloomline.it.benchmark.workload.Lengths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is compared: documents, a server, and how much time the measurement takes.
 *
 * @param name        short, for tables
 * @param lengths     how long documents are
 * @param folder      where to take documents from instead, or null
 * @param gpu         the server
 * @param pool        documents under way in a job, over all its subtasks
 * @param parallelism subtasks
 * @param documents   how many there are; 0 for as many as the server can answer in the time
 * @param seed        what all random choices depend on
 * @param effort      how long to measure
 */
public record Scenario(
        String name,
        Lengths lengths,
        @Nullable Path folder,
        GpuSettings gpu,
        int pool,
        int parallelism,
        int documents,
        long seed,
        Effort effort) {

    private static final int SAMPLE = 10_000;

    /**
     * How long to measure.
     *
     * @param warmUp  from a job's first answer to the beginning of its window
     * @param window  length of the window
     * @param latency how long to look at latencies
     */
    public record Effort(Duration warmUp, Duration window, LatencyEffort latency) {}

    /**
     * How long to look at latencies.
     *
     * @param loads  shares of the most that the server can do; empty to leave latencies out
     * @param warmUp how long each load lasts before it is looked at
     * @param length how long it is looked at
     */
    public record LatencyEffort(List<Double> loads, Duration warmUp, Duration length) {

        static final LatencyEffort NONE = new LatencyEffort(List.of(), Duration.ZERO, Duration.ZERO);
    }

    /** Its documents. */
    Documents drawDocuments() {
        double seconds = effort.warmUp().plus(effort.window()).toMillis() / 1e3;
        int count = documents > 0 ? documents : (int) Math.ceil(1.15 * seconds * Arithmetic.limit(gpu, draw(SAMPLE)));
        return draw(count);
    }

    private Documents draw(int count) {
        try {
            return folder == null ? Documents.drawn(lengths, count, seed) : Documents.ofFolder(folder, count, seed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
