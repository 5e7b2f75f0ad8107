package io.bloomline.it.cluster;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives all tests of this JVM one cluster between them, which is started for the first of them and ends with the JVM: one of
 * processes, or one of containers to tests that are {@link OnContainers} and with {@code -Dcluster=containers} to all.
 */
public final class ClusterExtension implements ParameterResolver, ExecutionCondition {

    private static final Namespace NAMESPACE = Namespace.create(ClusterExtension.class);

    /** Not in JUnit's stores: Maven has JUnit begin anew with each class. */
    private static final Map<Kind, Cluster> OF_THIS_JVM = new EnumMap<>(Kind.class);

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
        synchronized (OF_THIS_JVM) {
            return OF_THIS_JVM.computeIfAbsent(Kind.of(context), ClusterExtension::start);
        }
    }

    /** Its logs stay in the build folder. */
    private static Cluster start(Kind kind) {
        Path folder = ClusterFolder.empty(kind.name().toLowerCase(Locale.ROOT));
        Cluster cluster = kind == Kind.CONTAINERS
                ? ContainerCluster.start(folder)
                : ProcessCluster.start(folder, JobClasses.OF_THE_CLUSTER);
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "cluster-end"));
        return cluster;
    }

    /** What keeps containers from being started, which is asked once. */
    private record Obstacle(Optional<String> what) {}
}
