package io.bloomline.it.benchmark.gpu;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves a simulated GPU from a process of its own, until that is ended. */
@Command(
        name = "gpu",
        description =
                "Serve models 'embedder' (texts to vectors) and 'writer' (texts to texts) over KServe v2, taking the"
                        + " time that a formula says; without options, none.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ServeGpu implements Callable<Integer> {

    static final String SERVING = "serving at grpc://127.0.0.1:";
    static final String TOTALS = "totals at ";

    @Option(names = "--port", description = "Port to listen on; 0 for any.")
    private int port;

    @Option(names = "--base-ms", description = "What any batch costs.")
    private double baseMillis;

    @Option(names = "--token-us", description = "What each token costs, padding included.")
    private double perTokenMicros;

    @Option(names = "--square-ns", description = "What each token costs for each token of the longest row.")
    private double perTokenSquaredNanos;

    @Option(names = "--ragged", description = "Padding costs nothing.")
    private boolean ragged;

    @Option(names = "--instances", defaultValue = "1", description = "Batches computed at once.")
    private int instances;

    @Option(names = "--max-rows", defaultValue = "64", description = "Most texts of a batch.")
    private int maxRows;

    @Option(
            names = "--dynamic-us",
            description = "Dynamic batching: longest wait of a request for others, in microseconds.")
    private @Nullable Long dynamicMicros;

    @Option(names = "--preferred", split = ",", description = "Dynamic batching: preferred batch sizes.")
    private List<Integer> preferred = List.of();

    /** Runs it alone. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ServeGpu()).execute(arguments));
    }

    /** Says on standard output where it serves, and where it tells its totals. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        ServiceTime serviceTime = new ServiceTime(baseMillis, perTokenMicros, perTokenSquaredNanos, ragged);
        GpuSettings.Dynamic dynamic = dynamicMicros == null
                ? null
                : new GpuSettings.Dynamic(preferred, Duration.ofNanos(dynamicMicros * 1000));
        GpuServer server = GpuServer.start(new GpuSettings(serviceTime, instances, maxRows, dynamic), port);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println(SERVING + server.port());
        System.out.println(TOTALS + "http://127.0.0.1:" + server.totalsPort() + "/totals");
        Thread.currentThread().join();
        return 0;
    }
}
