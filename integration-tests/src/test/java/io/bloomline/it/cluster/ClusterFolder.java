package io.bloomline.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where a cluster keeps its files. Tests that run side by side, in JVMs of their own, have one each. */
public final class ClusterFolder {

    private static final Path ALL =
            Path.of(System.getProperty("cluster.folder", "target/cluster")).toAbsolutePath();

    private ClusterFolder() {}

    /** A folder in the build folder, without what an earlier cluster left there. */
    public static Path empty(String name) {
        Path folder = ALL.resolve(name);
        try {
            clear(folder);
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
