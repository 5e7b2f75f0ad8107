package io.bloomline.it.benchmark;

import io.bloomline.it.benchmark.workload.Lengths;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows whether anything grows. */
@Command(
        name = "long-run",
        description = "Many documents against a server that takes no time: whether heap and checkpoints grow.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class LongRunCommand implements Callable<Integer> {

    @Option(names = "--documents", description = "How many.")
    private int documents = 1_000_000;

    @Option(names = "--pool", description = "Documents under way in the job, over all its subtasks.")
    private int pool = Presets.POOL;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        LongRun.Series series = LongRun.measure(Lengths.LOG_NORMAL, documents, pool, System.err::println);
        output.reports().write("long-run.json", series);
        for (LongRun.Sample sample : series.samples()) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "%6.0f s  %,12d documents  live heap %6.1f MB  memory %6.1f MB  checkpoint %,11d bytes",
                    sample.seconds(),
                    sample.documents(),
                    sample.liveHeap() / 1e6,
                    sample.resident() / 1e6,
                    sample.checkpoint()));
        }
        System.out.println(String.format(
                Locale.ROOT,
                "%,.0f documents/s; %.0f µs of CPU per document; %,d answered, %d dead letters",
                series.documentsPerSecond(),
                series.cpuMicrosPerDocument(),
                series.answered(),
                series.deadLetters()));
        return series.answered() == documents && series.deadLetters() == 0 ? 0 : 1;
    }
}
