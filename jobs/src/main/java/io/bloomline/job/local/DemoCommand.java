package io.bloomline.job.local;

import io.bloomline.job.command.FailedException;
import io.bloomline.job.command.LogFile;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows all three tasks with nothing but this process. */
@Command(
        name = "demo",
        description = "Try it out: a Kafka broker, a Flink cluster and a small model in this process.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    @Option(names = "--keep", description = "Leave broker, jobs and Flink's web page up, and say how to go on.")
    private boolean keep;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        // Set by the launcher script; else the working directory is taken for the root of the repository.
        Path home = Path.of(System.getProperty("bloomline.home", ""));
        var demo = new Demo(home, keep, Screen.of(spec.commandLine().getOut()), InstantSource.system());
        try {
            return demo.play() ? 0 : 1;
        } catch (DemoException failure) {
            throw new FailedException(List.of("demo: " + failure.reason(), "Log: " + LogFile.path()), failure);
        }
    }
}
