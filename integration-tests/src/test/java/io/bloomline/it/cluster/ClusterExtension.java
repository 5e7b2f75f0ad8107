package io.bloomline.it.cluster;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives tests one cluster between them, which is started for the first and ended after the last: one of processes, or
 * one of containers to tests that are {@link OnContainers} and with {@code -Dcluster=containers} to all.
 */
public final class ClusterExtension implements ParameterResolver, ExecutionCondition {

    private static final Namespace NAMESPACE = Namespace.create(ClusterExtension.class);

    private enum Kind {
        PROCESSES,
        CONTAINERS;

        static Kind of(ExtensionContext context) {
            return AnnotationSupport.isAnnotated(context.getRequiredTestClass(), OnContainers.class)
                    ? CONTAINERS
                    : valueOf(System.getProperty("cluster", PROCESSES.name()).toUpperCase(Locale.ROOT));
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Kind.of(context) == Kind.PROCESSES) {
            return ConditionEvaluationResult.enabled("processes can always be started");
        }
        Optional<String> obstacle = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Obstacle.class, type -> new Obstacle(Image.obstacle()), Obstacle.class)
                .what;
        if (obstacle.isEmpty()) {
            return ConditionEvaluationResult.enabled("there is a Docker engine with all images");
        }
        if (Boolean.getBoolean("require-docker")) {
            throw new AssertionError(obstacle.get() + ". Without -Drequire-docker these tests would be skipped.");
        }
        return ConditionEvaluationResult.disabled(obstacle.get());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Cluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Kind.of(context), Shared::new, Shared.class)
                .cluster;
    }

    /** What keeps containers from being started, which is asked once. */
    private record Obstacle(Optional<String> what) {}

    /** Ended by JUnit with its root store. Its logs stay in the build folder. */
    private static final class Shared implements AutoCloseable {

        private final Cluster cluster;

        Shared(Kind kind) {
            Path folder = ClusterFolder.empty(kind.name().toLowerCase(Locale.ROOT));
            cluster = kind == Kind.CONTAINERS
                    ? ContainerCluster.start(folder)
                    : ProcessCluster.start(folder, JobClasses.OF_THE_CLUSTER);
            // It must not outlive a test run that is ended from outside.
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "cluster-end"));
        }

        @Override
        public void close() {
            cluster.close();
        }
    }
}
