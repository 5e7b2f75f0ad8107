package io.bloomline.it.cluster;

import io.bloomline.it.support.Bloomline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The image that people deploy, made by the script that they make it with. */
final class BloomlineImage {

    static final String NAME = "bloomline-test/bloomline:local";

    /** Where it has the job's jar. */
    static final String JAR = "/opt/flink/usrlib/bloomline.jar";

    private BloomlineImage() {}

    /**
     * Makes it.
     *
     * @param flink the image of Flink that it is made of
     * @param log   file for what the script says
     */
    static void make(String flink, Path log) {
        List<String> command = new ArrayList<>(List.of(
                Bloomline.HOME.resolve("deploy/image/build").toString(), NAME, "--build-arg", "FLINK_IMAGE=" + flink));
        if (Image.FLINK.isLocal()) {
            // That has none of the plugins that come with the official one.
            command.addAll(List.of("--build-arg", "FILE_SYSTEMS="));
        }
        try {
            int code = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
            if (code != 0) {
                throw new AssertionError(String.join(" ", command) + " failed: " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
