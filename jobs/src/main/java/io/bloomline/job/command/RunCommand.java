package io.bloomline.job.command;

import io.bloomline.job.check.Preflight;
import io.bloomline.job.check.Report;
import io.bloomline.job.file.JobFile;
import io.bloomline.job.flow.FlinkDefaults;
import io.bloomline.job.flow.InferencePipeline;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a job: in this process, or on the Flink cluster whose client started this program. */
@Command(
        name = "run",
        description = "Run a job in this process; by 'flink run bloomline.jar run JOB.yaml', on a Flink cluster.",
        mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {

    @Mixin
    private final JobFileArgument file = new JobFileArgument();

    @Option(
            names = "--from",
            paramLabel = "SAVEPOINT",
            description = "Go on from a savepoint or checkpoint, with the documents that were under way in it.")
    private @Nullable String from;

    @Option(
            names = "--stop-timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description =
                    "In this process: how long Ctrl-C or SIGTERM waits for the savepoint before the job is cancelled"
                            + " (default: ${DEFAULT-VALUE}).")
    private int stopTimeout;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        JobFile job = file.read();
        boolean local = StreamExecutionEnvironment.getExecutionEnvironment() instanceof LocalStreamEnvironment;
        PrintWriter err = spec.commandLine().getErr();
        Report report = local ? Preflight.ofStart(job) : Preflight.ofKafka(job);
        if (!report.problems().isEmpty()) {
            throw new FailedException(file.lines(report.problems()));
        }
        file.lines(report.warnings()).forEach(warning -> err.println("warning " + warning));
        Configuration configuration = local ? FlinkDefaults.ofLocal(job) : FlinkDefaults.of(job);
        if (from != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, from);
        }
        StreamExecutionEnvironment env = environment(configuration);
        InferencePipeline.define(env, job);
        PrintWriter out = spec.commandLine().getOut();
        if (local) {
            return new LocalRun(job, Duration.ofSeconds(stopTimeout), out, err).execute(env);
        }
        JobExecutionResult result = env.execute(job.job());
        if (result.isJobExecutionResult()) {
            out.println(Summary.of(result.getAllAccumulatorResults(), result.getNetRuntime()));
        }
        return 0;
    }

    private StreamExecutionEnvironment environment(Configuration configuration) {
        try {
            return StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        } catch (IllegalArgumentException wrong) {
            throw new FailedException(file.lines(List.of("flink: " + wrong.getMessage())), wrong);
        }
    }
}
