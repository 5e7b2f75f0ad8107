package io.bloomline.it.benchmark.process;

import io.bloomline.job.local.LocalBroker;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/** A Kafka broker (KRaft) in a process of its own, until that is ended. */
final class ServeBroker {

    static final String SERVING = "broker at ";

    private ServeBroker() {}

    /**
     * Says on standard output where it is.
     *
     * @param arguments the folder for its data
     */
    public static void main(String[] arguments) throws InterruptedException {
        LocalBroker broker = LocalBroker.start(new LocalBroker.Options(
                Path.of(arguments[0]),
                OptionalInt.empty(),
                Map.of(
                        "log.retention.check.interval.ms", "2000",
                        "log.segment.delete.delay.ms", "1000",
                        "log.initial.task.delay.ms", "1000")));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        System.out.println(SERVING + broker.bootstrapServers());
        Thread.currentThread().join();
    }
}
