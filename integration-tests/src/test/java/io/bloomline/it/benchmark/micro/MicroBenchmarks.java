package io.bloomline.it.benchmark.micro;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Measures single steps, on a machine that has nothing else to do. */
@Command(name = "micro", description = "What single steps cost per document, and how much memory they ask for.")
public final class MicroBenchmarks implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            defaultValue = ".*",
            description = "A regular expression that is found in the names of those to run; all of them unless given.")
    private String name = ".*";

    @Override
    public Integer call() throws RunnerException {
        var options = new OptionsBuilder()
                .include(name)
                .forks(1)
                .jvmArgs("-Xms1g", "-Xmx1g", "-XX:+UseG1GC")
                .warmupIterations(5)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler("gc")
                .shouldFailOnError(true)
                .build();
        new Runner(options).run();
        return 0;
    }
}
