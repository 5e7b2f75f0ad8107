package io.bloomline.it.benchmark;

import io.bloomline.it.benchmark.Scenario.Effort;
import io.bloomline.it.benchmark.Scenario.LatencyEffort;
import io.bloomline.it.benchmark.gpu.GpuSettings;
import io.bloomline.it.benchmark.gpu.ServiceTime;
import io.bloomline.it.benchmark.workload.Documents;
import io.bloomline.it.benchmark.workload.Lengths;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a scenario of the user's own. */
@Command(
        name = "measure",
        description = "A scenario of your own.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true)
final class MeasureCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--name", description = "What tables call it; by default as the documents' lengths.")
    private @Nullable String name;

    @Option(names = "--lengths", description = "${COMPLETION-CANDIDATES}: how long documents are.")
    private Lengths lengths = Lengths.LOG_NORMAL;

    @Option(names = "--texts", description = "Folder of text files whose paragraphs are the documents instead.")
    private @Nullable Path texts;

    @Option(names = "--documents", description = "How many; 0 for as many as the server can answer in the time.")
    private int documents;

    @Option(names = "--seed", description = "What all random choices depend on.")
    private long seed = Presets.SEED;

    @Option(names = "--base-ms", description = "What any batch costs.")
    private double baseMillis = Presets.BASE_MILLIS;

    @Option(names = "--token-us", description = "What each token costs, padding included.")
    private double perTokenMicros = Presets.PER_TOKEN_MICROS;

    @Option(names = "--square-ns", description = "What each token costs for each token of the longest row.")
    private double perTokenSquaredNanos;

    @Option(names = "--ragged", description = "Padding costs nothing.")
    private boolean ragged;

    @Option(names = "--instances", description = "Batches that the server computes at once.")
    private int instances = 1;

    @Option(names = "--max-items", description = "Most documents of a batch.")
    private int maxItems = Presets.MAX_ITEMS;

    @Option(names = "--pool", description = "Documents under way in a job, over all its subtasks.")
    private int pool = Presets.POOL;

    @Option(names = "--parallelism", description = "Subtasks.")
    private int parallelism = Presets.PARALLELISM;

    @Option(names = "--warm-up", paramLabel = "SECONDS", description = "From a job's first answer to its window.")
    private int warmUp = (int) Presets.THOROUGH.warmUp().toSeconds();

    @Option(names = "--window", paramLabel = "SECONDS", description = "Length of the window.")
    private int window = (int) Presets.THOROUGH.window().toSeconds();

    @Option(
            names = "--loads",
            paramLabel = "SHARE",
            split = ",",
            description = "Loads at which latencies are looked at.")
    private List<Double> loads = Presets.THOROUGH.latency().loads();

    @Option(names = "--latency", paramLabel = "SECONDS", description = "Per load; 0 to leave latencies out.")
    private int latency = (int) Presets.THOROUGH.latency().length().toSeconds();

    @Option(names = "--latency-warm-up", paramLabel = "SECONDS", description = "Of each load, before it is looked at.")
    private int latencyWarmUp = (int) Presets.THOROUGH.latency().warmUp().toSeconds();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        requireTexts();
        String label = texts == null ? lengths.name().toLowerCase(Locale.ROOT).replace('_', '-') : "texts";
        return output.measure(List.of(new Scenario(
                name == null ? label : name,
                lengths,
                texts,
                new GpuSettings(
                        new ServiceTime(baseMillis, perTokenMicros, perTokenSquaredNanos, ragged),
                        instances,
                        maxItems,
                        null),
                pool,
                parallelism,
                documents,
                seed,
                new Effort(Duration.ofSeconds(warmUp), Duration.ofSeconds(window), latencyEffort()))));
    }

    /** Says what is wrong with them before anything is started. */
    private void requireTexts() {
        try {
            if (texts != null) {
                Documents.ofFolder(texts, 1, seed);
            }
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "--texts can't be used: " + e.getMessage(), e);
        }
    }

    private LatencyEffort latencyEffort() {
        return latency == 0
                ? LatencyEffort.NONE
                : new LatencyEffort(loads, Duration.ofSeconds(latencyWarmUp), Duration.ofSeconds(latency));
    }
}
