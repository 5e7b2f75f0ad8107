package io.bloomline.job.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker with its own controller (KRaft) in this process, reachable from this machine only. It is there
 * when {@link #start} returns; what it stores stays in its folder, and can be started from again.
 *
 * <p>Clients are to be closed before the broker: they would go on looking for it.
 */
public final class LocalBroker implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int NODE_ID = 1;
    private static final int MOST_ATTEMPTS = 5;

    private final KafkaRaftServer server;
    private final int port;
    private boolean closed;

    private LocalBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * How to start a broker.
     *
     * @param folder     where it keeps its data; empty, or left by an earlier broker
     * @param port       port for clients; a free one is chosen when empty
     * @param properties broker properties that come on top of, or in place of, the ones chosen here
     */
    public record Options(Path folder, OptionalInt port, Map<String, String> properties) {

        public Options {
            properties = Map.copyOf(properties);
        }

        /** A free port and nothing special. */
        public static Options in(Path folder) {
            return new Options(folder, OptionalInt.empty(), Map.of());
        }
    }

    /**
     * Starts a broker, and waits until it answers.
     *
     * @throws KafkaException when it can't be started, for instance because the wanted port is taken
     */
    public static LocalBroker start(Options options) {
        if (!Files.exists(options.folder().resolve("meta.properties"))) {
            format(options.folder());
        }
        KafkaException lastFailure = null;
        int attempts = options.port().isPresent() ? 1 : MOST_ATTEMPTS;
        for (int attempt = 0; attempt < attempts; attempt++) {
            int[] free = freePorts();
            int port = options.port().orElse(free[0]);
            var server = new KafkaRaftServer(new KafkaConfig(properties(options, port, free[1]), false), Time.SYSTEM);
            try {
                server.startup();
                return new LocalBroker(server, port);
            } catch (RuntimeException failure) {
                // Between looking for a free port and taking it, somebody else may have taken it.
                lastFailure = new KafkaException("The local broker didn't start on port " + port, failure);
                shutDown(server);
            }
        }
        throw lastFailure == null ? new KafkaException("The local broker wasn't started") : lastFailure;
    }

    /** Address for {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return LOOPBACK + ":" + port;
    }

    /** Port for clients. */
    public int port() {
        return port;
    }

    /** Creates topics: see {@link NewTopics#create}. */
    public void createTopics(Collection<String> names, int partitions) {
        NewTopics.create(bootstrapServers(), names, partitions);
    }

    /** Stops the broker and waits until it has let go of its ports and files. Idempotent. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            shutDown(server);
        }
    }

    private static void shutDown(KafkaRaftServer server) {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path folder) {
        try {
            new Formatter()
                    .setNodeId(NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .run();
        } catch (Exception failure) {
            throw new KafkaException("The local broker can't use the folder " + folder, failure);
        }
    }

    private static Map<String, String> properties(Options options, int port, int controllerPort) {
        var properties = new HashMap<String, String>();
        properties.put("node.id", Integer.toString(NODE_ID));
        properties.put("process.roles", "broker,controller");
        properties.put("log.dirs", options.folder().toString());
        properties.put(
                "listeners",
                "PLAINTEXT://" + LOOPBACK + ":" + port + ",CONTROLLER://" + LOOPBACK + ":" + controllerPort);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("controller.quorum.voters", NODE_ID + "@" + LOOPBACK + ":" + controllerPort);
        properties.put("auto.create.topics.enable", "false");
        properties.put("group.initial.rebalance.delay.ms", "0");
        for (String internal : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            properties.put(internal + ".replication.factor", "1");
            properties.put(internal + ".num.partitions", "2");
        }
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "2");
        properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
        properties.putAll(options.properties());
        return properties;
    }

    private static int[] freePorts() {
        try (var first = unusedSocket();
                var second = unusedSocket()) {
            return new int[] {first.getLocalPort(), second.getLocalPort()};
        } catch (IOException exhausted) {
            throw new UncheckedIOException("No free port on this machine", exhausted);
        }
    }

    private static ServerSocket unusedSocket() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }
}
