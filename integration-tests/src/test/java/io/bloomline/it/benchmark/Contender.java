package io.bloomline.it.benchmark;

import io.bloomline.it.benchmark.baseline.BaselineJob;
import io.bloomline.it.benchmark.gpu.GpuSettings;
import io.bloomline.it.benchmark.measure.Arithmetic;
import io.bloomline.it.benchmark.process.FlinkJob;
import io.bloomline.it.benchmark.workload.Documents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A Flink job that is compared with others; all run between the same topics, exactly once. */
sealed interface Contender {

    /** What tables call this project's own job. */
    String PIPELINE = "this pipeline";

    /** What tables call it. */
    String label();

    /** Name of its topic of results. */
    String topic();

    /** The server as this job wants it. */
    GpuSettings server(GpuSettings given);

    /** Starts its job, against a server on this machine. */
    FlinkJob start(Path jobFile, int port, Scenario scenario);

    /** All of them. The baselines' batches have the server's most, and the size that is best for these documents. */
    static List<Contender> all(Scenario scenario, Documents documents) {
        int most = scenario.gpu().maxRows();
        int best = Arithmetic.bestSizeInArrivalOrder(scenario.gpu(), documents);
        return Stream.<Contender>of(
                        new Pipeline(),
                        new ArrivalOrder(most),
                        new ArrivalOrder(best),
                        new OneByOne(best),
                        new OneByOne(1))
                .distinct()
                .toList();
    }

    /** This project, run as its users run it. */
    record Pipeline() implements Contender {
        @Override
        public String label() {
            return PIPELINE;
        }

        @Override
        public String topic() {
            return "pipeline";
        }

        @Override
        public GpuSettings server(GpuSettings given) {
            return given;
        }

        @Override
        public FlinkJob start(Path jobFile, int port, Scenario scenario) {
            return FlinkJob.ofBloomline(jobFile);
        }
    }

    /**
     * Batches of documents as they come.
     *
     * @param size documents in a batch
     */
    record ArrivalOrder(int size) implements Contender {

        /** So long that batches are full whenever there are documents; at this load it is never waited for. */
        private static final Duration LINGER = Duration.ofMillis(200);

        @Override
        public String label() {
            return "arrival order, batches of " + size;
        }

        @Override
        public String topic() {
            return "arrival-order-" + size;
        }

        @Override
        public GpuSettings server(GpuSettings given) {
            return given;
        }

        @Override
        public FlinkJob start(Path jobFile, int port, Scenario scenario) {
            return baseline(jobFile, port, scenario, size, LINGER);
        }
    }

    /**
     * One document per request.
     *
     * @param batch documents that the server puts together; 1 for a server without dynamic batching
     */
    record OneByOne(int batch) implements Contender {
        @Override
        public String label() {
            return batch == 1 ? "one per request" : "one per request, server batches of " + batch;
        }

        @Override
        public String topic() {
            return "one-by-one-" + batch;
        }

        @Override
        public GpuSettings server(GpuSettings given) {
            return batch == 1 ? given : given.batching(batch);
        }

        @Override
        public FlinkJob start(Path jobFile, int port, Scenario scenario) {
            return baseline(jobFile, port, scenario, 1, Duration.ZERO);
        }
    }

    private static FlinkJob baseline(Path jobFile, int port, Scenario scenario, int perRequest, Duration linger) {
        return FlinkJob.of(
                jobFile,
                BaselineJob.class,
                List.of(
                        jobFile.toString(),
                        Integer.toString(port),
                        Integer.toString(perRequest),
                        Long.toString(linger.toMillis()),
                        Integer.toString(scenario.pool() / scenario.parallelism())));
    }
}
