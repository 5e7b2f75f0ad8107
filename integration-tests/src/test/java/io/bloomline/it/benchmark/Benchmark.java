package io.bloomline.it.benchmark;

import io.bloomline.it.benchmark.gpu.ServeGpu;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the benchmark. */
@Command(
        name = "benchmark",
        description = "Measures Bloomline against a simulated GPU.",
        mixinStandardHelpOptions = true,
        subcommands = ServeGpu.class)
public final class Benchmark {

    private Benchmark() {}

    /** Runs a subcommand; the exit code is 0 when all that was asked for was done. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmark()).execute(arguments));
    }
}
