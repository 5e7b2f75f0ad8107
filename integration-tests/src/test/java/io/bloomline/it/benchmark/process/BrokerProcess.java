package io.bloomline.it.benchmark.process;

import java.nio.file.Path;
import java.util.List;

/** A Kafka broker in a process of its own. */
public final class BrokerProcess implements AutoCloseable {

    private final JavaProcess process;
    private final String bootstrapServers;

    private BrokerProcess(JavaProcess process) {
        this.process = process;
        this.bootstrapServers = process.await(ServeBroker.SERVING);
    }

    /** Starts one that keeps its data in a folder, and waits until it answers. */
    public static BrokerProcess start(Path folder) {
        return new BrokerProcess(JavaProcess.start(
                "the broker",
                List.of("-Xmx512m"),
                System.getProperty("java.class.path"),
                List.of(ServeBroker.class.getName(), folder.resolve("broker").toString()),
                folder.resolve("broker.err")));
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        process.close();
    }
}
