package io.bloomline.it.benchmark;

import io.bloomline.it.benchmark.measure.Latency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came out of a scenario.
 *
 * @param scenario   what was compared
 * @param machine    on what
 * @param documents  how many documents there were
 * @param ceiling    documents per second that the server can do at most, by arithmetic
 * @param throughput of each system, the server's limit first
 * @param latency    of each system that it was measured of
 */
public record Measured(
        Scenario scenario,
        Machine machine,
        int documents,
        double ceiling,
        List<Throughput> throughput,
        List<Delay> latency) {

    /** Name of what no system can exceed. */
    public static final String LIMIT = "limit: all sorted by length";

    /**
     * How fast a system was, and what that took.
     *
     * @param system               its name
     * @param documentsPerSecond   answered by the server within the window
     * @param tokensPerSecond      tokens of those documents, padding left out
     * @param seconds              length of the window
     * @param padding              share of the server's token places that were only filled up
     * @param busy                 share of the time that the server's instances were busy
     * @param rowsPerBatch         documents in a batch, on average
     * @param cpuMicrosPerDocument processor time of the job's process per document, or null
     * @param liveHeap             bytes of its heap in use after a full collection, or null
     * @param peakResident         most bytes of memory that it had, or null
     * @param checkpoint           bytes of its largest checkpoint, or null
     */
    public record Throughput(
            String system,
            double documentsPerSecond,
            double tokensPerSecond,
            double seconds,
            double padding,
            double busy,
            double rowsPerBatch,
            @Nullable Double cpuMicrosPerDocument,
            @Nullable Long liveHeap,
            @Nullable Long peakResident,
            @Nullable Long checkpoint) {

        /**
         * How near it came to another, such as the limit. Tokens are compared, not documents, because no two windows hold
         * documents of quite the same length.
         */
        public double shareOf(Throughput other) {
            return tokensPerSecond / other.tokensPerSecond;
        }
    }

    /**
     * How long documents took.
     *
     * @param system what was measured
     * @param loads  at each load
     */
    public record Delay(String system, List<Latency> loads) {}

    /**
     * Where it was measured.
     *
     * @param cores  processors
     * @param java   version of Java
     * @param system operating system
     */
    public record Machine(int cores, String java, String system) {

        static Machine here() {
            return new Machine(
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("java.version"),
                    System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        }
    }
}
