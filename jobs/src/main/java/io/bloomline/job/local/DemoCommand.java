package io.bloomline.job.local;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows all three tasks with nothing but this process. */
@Command(
        name = "demo",
        description = "Try it out: a Kafka broker, a Flink cluster and a small model in this process.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    @Option(names = "--keep", description = "Leave broker, job and Flink's web page up, and say how to go on.")
    private boolean keep;

    @Override
    public Integer call() {
        throw new UnsupportedOperationException("The demo comes next" + (keep ? " to stay" : ""));
    }
}
