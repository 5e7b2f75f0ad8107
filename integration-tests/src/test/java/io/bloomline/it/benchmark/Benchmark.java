package io.bloomline.it.benchmark;

import io.bloomline.it.benchmark.gpu.ServeGpu;
import io.bloomline.it.benchmark.micro.MicroBenchmarks;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command line of the benchmark. */
@Command(
        name = "benchmark",
        description = "Measures Bloomline, and what one would write without it, against a simulated GPU.",
        mixinStandardHelpOptions = true,
        subcommands = {MeasureCommand.class, LongRunCommand.class, ServeGpu.class, MicroBenchmarks.class})
public final class Benchmark {

    private Benchmark() {}

    /** Runs a subcommand; the exit code is 0 when all that was asked for was done. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmark())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Command(name = "quick", description = "One scenario, in two minutes.", mixinStandardHelpOptions = true)
    int quick(@Mixin Output output) throws Exception {
        return output.measure(Presets.quick());
    }

    @Command(
            name = "full",
            description = "All scenarios that the project is judged by, six minutes each.",
            mixinStandardHelpOptions = true)
    int full(
            @Parameters(
                            paramLabel = "NAME",
                            arity = "0..*",
                            description = "Only these: log-normal, bimodal, uniform, ragged, four-instances.")
                    @Nullable
                    List<String> names,
            @Mixin Output output)
            throws Exception {
        return output.measure(Presets.full().stream()
                .filter(scenario -> names == null || names.contains(scenario.name()))
                .toList());
    }

    @Command(name = "table", description = "Show again what has been measured.", mixinStandardHelpOptions = true)
    int table(@Mixin Output output) throws Exception {
        return output.show();
    }
}
