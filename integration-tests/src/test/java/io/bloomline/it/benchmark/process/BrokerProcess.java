package io.bloomline.it.benchmark.process;

import io.bloomline.it.process.JavaProcess;
import io.bloomline.it.process.ServeBroker;
import java.nio.file.Path;
import java.util.Map;

/** A Kafka broker in a process of its own. */
public final class BrokerProcess implements AutoCloseable {

    /** So that topics shrink while they are written to. */
    private static final Map<String, String> KEEPS_LITTLE = Map.of(
            "log.retention.check.interval.ms", "2000",
            "log.segment.delete.delay.ms", "1000",
            "log.initial.task.delay.ms", "1000");

    private final JavaProcess process;
    private final String bootstrapServers;

    private BrokerProcess(JavaProcess process) {
        this.process = process;
        this.bootstrapServers = process.await(ServeBroker.SERVING);
    }

    /** Starts one that keeps its data in a folder, and waits until it answers. */
    public static BrokerProcess start(Path folder) {
        return new BrokerProcess(JavaProcess.start(ServeBroker.program(folder, 0, KEEPS_LITTLE), line -> {}));
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        process.close();
    }
}
