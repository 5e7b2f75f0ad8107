package io.bloomline.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The version of Bloomline that is running. */
public final class BuildVersion {

    private static final String VERSION = read();

    private BuildVersion() {}

    /** The version as the build numbered it, such as {@code 0.1.0}. */
    public static String get() {
        return VERSION;
    }

    private static String read() {
        try (InputStream in = requireNonNull(BuildVersion.class.getResourceAsStream("/io/bloomline/version.txt"))) {
            return new String(in.readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("version.txt can't be read from the class path", e);
        }
    }
}
