package io.bloomline.it.benchmark.gpu;

import io.bloomline.it.benchmark.process.JavaProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A simulated GPU server in a process of its own. */
public final class GpuProcess implements AutoCloseable {

    private final JavaProcess process;
    private final int port;
    private final int totalsPort;

    private GpuProcess(JavaProcess process) {
        this.process = process;
        this.port = Integer.parseInt(process.await(ServeGpu.SERVING));
        this.totalsPort = URI.create(process.await(ServeGpu.TOTALS)).getPort();
    }

    /**
     * Starts one, and waits until it serves.
     *
     * @param settings what it is like
     * @param folder   where its standard error goes
     */
    public static GpuProcess start(GpuSettings settings, Path folder) {
        List<String> arguments = new ArrayList<>(List.of(ServeGpu.class.getName()));
        arguments.addAll(settings.arguments());
        return new GpuProcess(JavaProcess.start(
                "the simulated GPU",
                List.of("-Xmx512m"),
                System.getProperty("java.class.path"),
                arguments,
                folder.resolve("gpu.err")));
    }

    /** Where it serves KServe v2, on this machine. */
    public int port() {
        return port;
    }

    /** What it has answered so far. */
    public Totals totals() {
        process.requireAlive();
        return Totals.ask(totalsPort);
    }

    @Override
    public void close() {
        process.close();
    }
}
