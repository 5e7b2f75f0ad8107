package io.bloomline.it.cluster;

import io.bloomline.it.support.Bloomline;
import io.bloomline.it.support.LauncherClasses;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** Images in the shape of the official ones, made of the jars that this build has. The engine keeps them. */
final class LocalImage {

    private static final Path RECIPES = Bloomline.HOME.resolve("integration-tests/images");

    /** What a broker needs of the tests' class path. */
    private static final String BROKER_JARS =
            "(kafka|scala|jackson|jakarta|snakeyaml|slf4j-api|log4j|jopt|argparse4j|metrics-core|caffeine|pcollections|re2j|jose4j"
                    + "|zstd|lz4|snappy|hash4j|HdrHistogram|commons-).*[.]jar";

    private LocalImage() {}

    /** Makes a broker's image on top of one with Java; returns its name. */
    static String kafka(String java) {
        List<Path> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::isRegularFile)
                .filter(jar -> jar.getFileName().toString().matches(BROKER_JARS))
                .toList();
        return make("kafka", java, "libs", jars);
    }

    /** Makes Flink's image on top of one with Java; returns its name. */
    static String flink(String java) {
        return make("flink", java, "lib", FlinkFolder.libraries());
    }

    /** Makes an image on top of one with Java that stands in for Triton's; returns its name. */
    static String triton(String java) {
        Stream<Path> jars = Stream.concat(Stream.of(LauncherClasses.JAR), FlinkFolder.loggers().stream());
        ImageFromDockerfile image = recipe("triton", java, "lib", jars.toList());
        return image.withFileFromPath("classes", Path.of("target/test-classes")).get();
    }

    private static String make(String name, String java, String folder, List<Path> jars) {
        return recipe(name, java, folder, jars).get();
    }

    private static ImageFromDockerfile recipe(String name, String java, String folder, List<Path> jars) {
        ImageFromDockerfile image = new ImageFromDockerfile("bloomline-test/" + name + ":local", false)
                .withFileFromPath(".", RECIPES.resolve(name))
                .withBuildArg("JAVA_IMAGE", java);
        jars.forEach(jar -> image.withFileFromPath(folder + "/" + jar.getFileName(), jar));
        return image;
    }
}
