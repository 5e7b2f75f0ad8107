package io.bloomline.job.command;

import io.bloomline.job.check.Refusal;
import io.bloomline.job.deadletter.CauseCount;
import io.bloomline.job.deadletter.Inventory;
import io.bloomline.job.deadletter.Replay;
import io.bloomline.job.deadletter.ReplayReport;
import io.bloomline.job.file.JobFile;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what became dead letters and why, or sends the originals back to their source topics. */
@Command(
        name = "dead-letters",
        description = "List the dead letters of a job by cause, or send their originals back to where they came from.",
        mixinStandardHelpOptions = true)
public final class DeadLettersCommand implements Callable<Integer> {

    @Mixin
    private final JobFileArgument file = new JobFileArgument();

    @Option(
            names = "--replay",
            description = "Send the originals back to their source topics: key, value and headers, each once.")
    private boolean replay;

    @Option(names = "--code", paramLabel = "CODE", description = "Only dead letters of this cause.")
    private @Nullable String code;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        JobFile job = file.read();
        PrintWriter out = spec.commandLine().getOut();
        try {
            if (replay) {
                print(Replay.run(job, code), job, out);
            } else {
                print(Inventory.of(job, code), job, out);
            }
        } catch (KafkaException refused) {
            throw new FailedException(file.lines(List.of(problem(refused, job))), refused);
        }
        return 0;
    }

    private void print(List<CauseCount> causes, JobFile job, PrintWriter out) {
        long total = causes.stream().mapToLong(CauseCount::count).sum();
        out.println(amount(total) + ofCode() + " in " + job.sink().deadLetters()
                + (total == 0 ? "" : "; 'new' are those that no replay has sent yet"));
        if (total == 0) {
            return;
        }
        int widest = Math.max(
                4,
                causes.stream().mapToInt(cause -> cause.code().length()).max().orElse(0));
        String row = "%8s  %8s  %-10s  %-" + widest + "s  %-20s  %s%n";
        out.printf(Locale.ROOT, row, "count", "new", "kind", "code", "newest", "where, and what it says");
        for (CauseCount cause : causes) {
            out.printf(
                    Locale.ROOT,
                    row,
                    String.format(Locale.ROOT, "%,d", cause.count()),
                    String.format(Locale.ROOT, "%,d", cause.fresh()),
                    cause.kind(),
                    cause.code(),
                    cause.newest().truncatedTo(ChronoUnit.SECONDS),
                    cause.example());
            out.println(" ".repeat(20) + cause.message().replace(" (" + cause.example() + ")", ""));
        }
    }

    private void print(ReplayReport report, JobFile job, PrintWriter out) {
        if (report.total() == 0) {
            out.println("Nothing was sent: no new dead letters" + ofCode() + " in "
                    + job.sink().deadLetters());
        }
        report.sent().forEach((topic, count) -> out.println("Sent " + amount(count) + ofCode() + " back to " + topic));
        report.left().forEach((reason, count) -> out.println("Left " + amount(count) + " " + reason));
    }

    private String ofCode() {
        return code == null ? "" : " of code " + code;
    }

    private static String amount(long count) {
        return String.format(Locale.ROOT, "%,d", count) + (count == 1 ? " dead letter" : " dead letters");
    }

    private static String problem(KafkaException refused, JobFile job) {
        if (refused instanceof UnknownTopicOrPartitionException) {
            return "sink.dead-letters: topic " + job.sink().deadLetters() + " does not exist";
        }
        if (refused instanceof TimeoutException) {
            return "kafka.bootstrap.servers: the broker at "
                    + job.kafka().values().get("bootstrap.servers") + " did not answer in time: "
                    + Causes.message(refused);
        }
        Refusal refusal = Refusal.of(refused, job.kafka().values());
        return refusal.key() + ": " + refusal.message();
    }
}
