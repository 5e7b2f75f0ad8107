package io.bloomline.it.support.kserve;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The server of {@link ServeRepository} as a process that can be killed. */
public final class ServerProcess implements AutoCloseable {

    private static final String SERVING = "serving on port ";

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one on a port, 0 for any, and waits until it serves. */
    public static ServerProcess start(int port) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ServeRepository.class.getName(),
                Integer.toString(port));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
            String first = lines.lines()
                    .filter(line -> line.startsWith(SERVING))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the server's process ended before it served"));
            return new ServerProcess(process, Integer.parseInt(first.substring(SERVING.length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** Ends it as a crash does: nothing is said, nothing is finished. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
