package io.bloomline.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one cluster between them, which is started for the first and ended after the last. */
public final class ClusterExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(ClusterExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Cluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Cluster.class, type -> new Shared(), Shared.class)
                .cluster;
    }

    /** Ended by JUnit with its root store. Its logs stay in the build folder. */
    private static final class Shared implements AutoCloseable {

        private static final Path FOLDER = Path.of("target/cluster").toAbsolutePath();

        private final Cluster cluster;

        Shared() {
            try {
                clear(FOLDER);
                Files.createDirectories(FOLDER);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            cluster = ProcessCluster.start(FOLDER);
            // The processes must not outlive a test run that is ended from outside.
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "cluster-end"));
        }

        @Override
        public void close() {
            cluster.close();
        }

        private static void clear(Path folder) throws IOException {
            if (!Files.exists(folder)) {
                return;
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
