package io.bloomline.job.command;

import io.bloomline.job.check.Refusal;
import io.bloomline.job.file.JobFile;
import io.bloomline.job.verify.Verification;
import io.bloomline.job.verify.VerifyReport;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says which results don't carry what they must. */
@Command(
        name = "verify",
        description = {
            "Read the results of a job and say which don't carry what they must: a complete provenance, the hash of a"
                    + " document of their key and of the job's prompt, and the headers that mark them as machine-generated.",
            "Exit code 1 if there are any."
        },
        mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private final JobFileArgument file = new JobFileArgument();

    @Option(
            names = "--show",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many of them to name (default: ${DEFAULT-VALUE}).")
    private int show = 10;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        JobFile job = file.read();
        try {
            VerifyReport report = Verification.of(job, InstantSource.system(), Math.max(0, show));
            print(report, job, spec.commandLine().getOut());
            if (report.offending() > 0) {
                throw new FailedException(List.of("%s of %s in %s carry less than they must, or something else"
                        .formatted(
                                number(report.offending()),
                                results(report.results()),
                                job.sink().topic())));
            }
            return 0;
        } catch (KafkaException refused) {
            throw new FailedException(file.lines(List.of(problem(refused, job))), refused);
        }
    }

    private static void print(VerifyReport report, JobFile job, PrintWriter out) {
        Collection<String> documents = job.source().topics();
        out.println(results(report.results()) + " in " + job.sink().topic()
                + (report.deletions() == 0 ? "" : ", and " + number(report.deletions()) + " deletions"));
        row(out, report.results() - report.offending(), "carry what they must");
        row(out, report.offending(), "don't");
        row(
                out,
                report.matching(),
                "have the input hash of a document with their key in " + String.join(", ", documents));
        row(out, report.notCheckable(), "not checkable: their document is no longer there");
        report.resultsByModel().forEach((model, count) -> row(out, count, "by " + model));
        if (report.offending() == 0) {
            return;
        }
        out.println("What is wrong, and how often");
        report.faultsByField().forEach((field, count) -> row(out, count, field));
        out.println("The first of them");
        for (VerifyReport.Offender offender : report.offenders()) {
            List<String> wrong = new ArrayList<>();
            offender.faults().forEach(fault -> wrong.add(fault.message()));
            out.println("  " + offender.place() + ": " + String.join("; ", wrong));
        }
    }

    private static void row(PrintWriter out, long count, String what) {
        out.printf(Locale.ROOT, "%10s  %s%n", number(count), what);
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String results(long count) {
        return number(count) + (count == 1 ? " result" : " results");
    }

    private static String problem(KafkaException refused, JobFile job) {
        if (refused instanceof UnknownTopicOrPartitionException) {
            String topic = refused.getMessage();
            return (topic != null && topic.equals(job.sink().topic()) ? "sink.topic" : "source.topics") + ": topic "
                    + topic + " does not exist";
        }
        Refusal refusal = Refusal.of(refused, job.kafka().values());
        return refusal.key() + ": " + refusal.message();
    }
}
