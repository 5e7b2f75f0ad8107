package io.bloomline.it.benchmark.gpu;

import io.bloomline.it.process.JavaProcess;
import io.bloomline.it.process.Program;
import java.net.URI;
import java.nio.file.Path;
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
     * @param folder   where its log goes
     */
    public static GpuProcess start(GpuSettings settings, Path folder) {
        Program server =
                Program.ofTests(ServeGpu.class, List.of("-Xmx512m"), settings.arguments(), folder.resolve("gpu.log"));
        return new GpuProcess(JavaProcess.start(server, line -> {}));
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
