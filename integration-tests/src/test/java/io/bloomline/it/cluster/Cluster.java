package io.bloomline.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Five processes: a broker, a server of models, a JobManager and two TaskManagers.
 *
 * @param folder where they keep what they store, and their logs
 * @param broker the broker
 * @param models the server of models
 * @param flink  the cluster that runs jobs
 */
public record Cluster(Path folder, BrokerProcess broker, ModelServer models, FlinkCluster flink)
        implements AutoCloseable {

    /** Starts them all in a folder, and waits until they work. */
    public static Cluster start(Path folder) {
        FlinkCluster flink = FlinkCluster.start(directory(folder.resolve("flink")));
        return new Cluster(folder, BrokerProcess.start(folder), ModelServer.start(folder), flink);
    }

    @Override
    public void close() {
        flink.close();
        models.close();
        broker.close();
    }

    private static Path directory(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
