package io.bloomline.it.support.kserve;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The server of {@link ServeRepository} as a process that can be killed. */
public final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final AtomicInteger rows = new AtomicInteger();

    private ServerProcess(Process process) {
        this.process = process;
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
            ServerProcess started = new ServerProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
            Thread reader = new Thread(started::read, "kserve-output");
            reader.setDaemon(true);
            reader.start();
            started.port.join();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port.join();
    }

    /** How many rows it has been asked for so far. */
    public int rows() {
        return rows.get();
    }

    /** Ends it as a crash does: nothing is said, nothing is finished. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(ServeRepository.SERVING)) {
                    port.complete(Integer.parseInt(line.substring(ServeRepository.SERVING.length())));
                } else if (line.startsWith(ServeRepository.ASKED)) {
                    rows.addAndGet(Integer.parseInt(line.substring(ServeRepository.ASKED.length())));
                }
            }
        } catch (IOException e) {
            // it was killed
        } finally {
            port.completeExceptionally(new AssertionError("the server's process ended before it served"));
        }
    }
}
