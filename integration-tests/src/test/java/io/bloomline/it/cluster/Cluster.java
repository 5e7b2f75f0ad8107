package io.bloomline.it.cluster;

import java.nio.file.Path;

/**
 * A broker, a server of models, a JobManager and two TaskManagers.
 *
 * @param folder where the test keeps its files, and logs are found
 * @param broker the broker
 * @param models the server of models
 * @param flink  the cluster that runs jobs
 */
public record Cluster(Path folder, Broker broker, ModelServer models, FlinkCluster flink) implements AutoCloseable {

    @Override
    public void close() {
        flink.close();
        models.close();
        broker.close();
    }
}
