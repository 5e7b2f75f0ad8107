package io.bloomline.it.cluster;

import io.bloomline.it.support.LauncherClasses;
import io.bloomline.it.support.kserve.Cable;
import io.bloomline.it.support.kserve.ServeToys;
import java.nio.file.Path;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.MountableFile;

/**
 * Clusters whose parts are containers. Cables stay on this machine, which containers know by a name of its own; the
 * engine publishes a port for each container at their other end.
 */
final class ContainerCluster {

    /** This machine, as a container sees it. */
    static final String HOST = "host.docker.internal";

    static final String LOOPBACK = "127.0.0.1";

    /** The job's jar for whoever runs it. */
    static final MountableFile JOB = MountableFile.forHostPath(LauncherClasses.JAR);

    private static final int MODEL_PORT = 8001;

    private ContainerCluster() {}

    /** Starts all parts, whose logs go to a folder, and waits until they work. */
    static Cluster start(Path folder) {
        Broker broker = BrokerContainer.start(folder.resolve("broker.log"));
        ModelServer models = models(folder.resolve("model-server.log"));
        return new Cluster(folder, broker, models, FlinkContainers.start(folder));
    }

    /** One of an image, that knows this machine. */
    static GenericContainer<?> container(String image) {
        return new GenericContainer<>(image)
                .withExtraHost(HOST, "host-gateway")
                // What starts fastest; there is never much to do for long.
                .withEnv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -Xshare:auto");
    }

    /** A port of this machine that leads to one of a container, and stays the same when that is started again. */
    static String published(int outside, int inside) {
        return LOOPBACK + ":" + outside + ":" + inside;
    }

    /** Of the job's jar, which has all that the server needs but its logger, and the tests' classes. */
    private static ModelServer models(Path log) {
        int port = Ports.free();
        GenericContainer<?> container = container(Image.JAVA.reference())
                .withCopyFileToContainer(JOB, "/models/bloomline.jar")
                .withCopyFileToContainer(MountableFile.forHostPath(Path.of("target/test-classes")), "/models/classes")
                .withCommand(
                        "java",
                        "-cp",
                        "/models/classes:/models/*",
                        ServeToys.class.getName(),
                        "0.0.0.0",
                        Integer.toString(MODEL_PORT),
                        Long.toString(ModelServer.ANSWER.toMillis()));
        FlinkFolder.loggers()
                .forEach(jar -> container.withCopyFileToContainer(
                        MountableFile.forHostPath(jar), "/models/" + jar.getFileName()));
        container.setPortBindings(List.of(published(port, MODEL_PORT)));
        Questions questions = new Questions();
        Node node = ContainerNode.start(container, log, ServeToys.SERVING::equals, questions);
        Cable cable = Cable.fromAnywhereTo(port);
        return new ModelServer(node, cable, "grpc://" + HOST + ":" + cable.port(), questions);
    }
}
