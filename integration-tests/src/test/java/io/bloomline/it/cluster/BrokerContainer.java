package io.bloomline.it.cluster;

import io.bloomline.it.support.kserve.Cable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;

/** A broker in a container. */
final class BrokerContainer {

    private static final int JOB_PORT = 9092;

    private BrokerContainer() {}

    static Broker start(Path log) {
        int jobPort = Ports.free();
        int directPort = Ports.free();
        Cable cable = Cable.fromAnywhereTo(jobPort);
        GenericContainer<?> container = ContainerCluster.container(Image.KAFKA.reference());
        container.setPortBindings(List.of(
                ContainerCluster.published(jobPort, JOB_PORT), ContainerCluster.published(directPort, directPort)));
        container.withEnv(environment(cable.port(), directPort));
        Node node = ContainerNode.start(container, log, line -> line.contains("Kafka Server started"), line -> {});
        return new Broker(
                node, cable, ContainerCluster.HOST + ":" + cable.port(), ContainerCluster.LOOPBACK + ":" + directPort);
    }

    private static Map<String, String> environment(int cable, int direct) {
        return Map.ofEntries(
                Map.entry("CLUSTER_ID", "5L6g3nShT-eMCtK--X86sw"),
                Map.entry("KAFKA_NODE_ID", "1"),
                Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
                Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093"),
                Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
                // The broker finds itself by the direct port, which therefore is the same inside and outside.
                Map.entry("KAFKA_INTER_BROKER_LISTENER_NAME", "DIRECT"),
                Map.entry(
                        "KAFKA_LISTENERS",
                        "PLAINTEXT://0.0.0.0:%d,DIRECT://0.0.0.0:%d,CONTROLLER://localhost:9093"
                                .formatted(JOB_PORT, direct)),
                Map.entry(
                        "KAFKA_ADVERTISED_LISTENERS",
                        "PLAINTEXT://%s:%d,DIRECT://%s:%d"
                                .formatted(ContainerCluster.HOST, cable, ContainerCluster.LOOPBACK, direct)),
                Map.entry(
                        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                        "PLAINTEXT:PLAINTEXT,DIRECT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("KAFKA_LOG_DIRS", "/tmp/kafka-data"),
                Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
                Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
                Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
                Map.entry("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "2"),
                Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
                Map.entry("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "2"),
                Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"));
    }
}
