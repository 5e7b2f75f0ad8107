package io.bloomline.job.command;

import io.bloomline.job.check.Preflight;
import io.bloomline.job.check.Report;
import io.bloomline.job.file.JobFile;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says whether a job would start, and what is wrong if not. */
@Command(
        name = "check",
        description = "Check a job file, and that Kafka, its topics and the model are as it says.",
        mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {

    @Mixin
    private final JobFileArgument file = new JobFileArgument();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        JobFile job = file.read();
        PrintWriter out = spec.commandLine().getOut();
        out.println("ok  " + file + " is a valid job file: " + job.task().name() + " "
                + job.source().topics() + " into " + job.sink().topic());
        Report report = Preflight.ofAll(job);
        report.facts().forEach(fact -> out.println("ok  " + fact));
        file.lines(report.warnings()).forEach(warning -> out.println("warning  " + warning));
        if (!report.problems().isEmpty()) {
            throw new FailedException(file.lines(report.problems()));
        }
        return 0;
    }
}
