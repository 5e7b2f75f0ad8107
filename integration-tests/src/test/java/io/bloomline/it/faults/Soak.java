package io.bloomline.it.faults;

import io.bloomline.it.benchmark.report.Reports;
import io.bloomline.it.cluster.Cluster;
import io.bloomline.it.cluster.JobClasses;
import io.bloomline.it.cluster.ProcessCluster;
import io.bloomline.it.support.Bloomline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Has one fault after the other come over a cluster, for as long as one likes. */
@Command(
        name = "soak",
        description =
                "A job on a cluster of processes, documents without end, and one random fault after the other: what"
                        + " was promised and not kept. Exit code 0 when all was kept.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class Soak implements Callable<Integer> {

    @Option(names = "--minutes", description = "How long faults go on.")
    private int minutes = 30;

    @Option(
            names = "--seed",
            description = "Decides which faults come, where, and for how long; by default another each time.")
    private long seed = System.nanoTime() % 1_000_000;

    @Option(
            names = "--longest-wait",
            description =
                    "Seconds that a reader may have to wait after a fault; more where the machine has other things to do.")
    private long longestWait = Trial.LONGEST_WAIT.toSeconds();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Logs of all processes and soak.json go to a folder in it that is named by the seed.")
    private Path out = Bloomline.HOME.resolve("integration-tests/target/soak");

    /** Runs it; the exit code is 0 when all promises were kept. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Soak()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Path folder = out.toAbsolutePath().resolve("seed-" + seed);
        System.err.println("seed " + seed + ", logs in " + folder);
        SoakReport report;
        try (Cluster cluster = ProcessCluster.start(folder, JobClasses.OF_EACH_JOB);
                Trial trial = Trial.start(cluster, Plan.of("soak"), 2, seed, Duration.ofSeconds(longestWait))) {
            report = new SoakRun(trial, minutes, seed, Soak::say).run();
        }
        report.table().forEach(System.out::println);
        new Reports(folder).write("soak.json", report);
        if (!report.violations().isEmpty()) {
            System.err.println("Not all was kept: again with --seed " + seed + "; logs and soak.json are in " + folder);
            return 1;
        }
        return 0;
    }

    private static void say(String line) {
        System.err.println(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " " + line);
    }
}
