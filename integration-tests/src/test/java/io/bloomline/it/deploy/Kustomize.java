package io.bloomline.it.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;

/** {@code kubectl kustomize}, where there is a kubectl. */
final class Kustomize {

    private Kustomize() {}

    static boolean isThere() {
        try {
            return new ProcessBuilder("kubectl", "version", "--client")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .onExit()
                            .join()
                            .exitValue()
                    == 0;
        } catch (IOException none) {
            return false;
        }
    }

    /** What an overlay renders to. */
    static String render(String overlay) {
        try {
            Process process = new ProcessBuilder(
                            "kubectl",
                            "kustomize",
                            Yaml.DEPLOY
                                    .resolve("kubernetes/overlays/" + overlay)
                                    .toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String rendered = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.onExit().join().exitValue() != 0) {
                throw new AssertionError("kubectl kustomize failed for " + overlay);
            }
            return rendered;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
