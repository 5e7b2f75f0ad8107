package io.bloomline.it.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.StreamType;
import io.bloomline.it.process.Usage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.WaitAllStrategy;

/** A part of a cluster in a container, whose files are still there when it is started again. */
final class ContainerNode implements Node {

    private final GenericContainer<?> container;
    private final DockerClient docker;
    private final Path log;
    private final Predicate<String> serving;
    private final Consumer<String> listener;
    private ContainerOutput output;

    private ContainerNode(
            GenericContainer<?> container, Path log, Predicate<String> serving, Consumer<String> listener) {
        this.container = container;
        this.docker = container.getDockerClient();
        this.log = log;
        this.serving = serving;
        this.listener = listener;
        // Nothing for Testcontainers to wait for, which would look for open ports.
        container.waitingFor(new WaitAllStrategy()).start();
        this.output = follow(Map.of());
    }

    /** Starts one that says nothing of itself but in its log. Its first line is enough. */
    static ContainerNode start(GenericContainer<?> container, Path log) {
        return start(container, log, line -> true, line -> {});
    }

    /**
     * Starts one that says when it serves, and waits for that.
     *
     * @param log      file that its output is added to
     * @param serving  whether a line says so
     * @param listener gets all lines
     */
    static ContainerNode start(
            GenericContainer<?> container, Path log, Predicate<String> serving, Consumer<String> listener) {
        ContainerNode node = new ContainerNode(container, log, serving, listener);
        try {
            node.output.awaitServing();
        } catch (RuntimeException | Error never) {
            node.close();
            throw never;
        }
        return node;
    }

    @Override
    public void kill() {
        if (container.isRunning()) {
            docker.killContainerCmd(container.getContainerId()).exec();
        }
        output.awaitEnd();
    }

    @Override
    public void start() {
        docker.startContainerCmd(container.getContainerId()).exec();
        output = follow(output.latest());
        output.awaitServing();
    }

    @Override
    public void pause() {
        docker.pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void resume() {
        docker.unpauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void startIfEnded() {
        if (!container.isRunning()) {
            start();
        }
    }

    @Override
    public Optional<Usage> usage() {
        return Optional.empty();
    }

    @Override
    public void close() {
        container.stop();
        output.awaitEnd();
    }

    /** The engine tells all that a container has ever written, so what was told before it was killed is left out. */
    private ContainerOutput follow(Map<StreamType, String> told) {
        return docker.logContainerCmd(container.getContainerId())
                .withStdOut(true)
                .withStdErr(true)
                .withTimestamps(true)
                .withFollowStream(true)
                .exec(new ContainerOutput(told, log, serving, listener));
    }
}
