package io.bloomline.it.cluster;

import io.bloomline.job.local.LocalBroker;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/** A Kafka broker as a program, until it is ended. */
final class ServeBroker {

    static final String SERVING = "serving";

    private ServeBroker() {}

    /**
     * Says on standard output when it serves. Whoever comes through the job's port is sent to the end of a cable from
     * then on; whoever comes directly stays.
     *
     * @param arguments folder of its data, the job's port, the cable's, the direct one, the controller's
     */
    public static void main(String[] arguments) throws InterruptedException {
        int jobPort = Integer.parseInt(arguments[1]);
        String direct = "DIRECT://127.0.0.1:" + arguments[3];
        String controller = "127.0.0.1:" + arguments[4];
        Map<String, String> properties = Map.of(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + jobPort + "," + direct + ",CONTROLLER://" + controller,
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:" + arguments[2] + "," + direct,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,DIRECT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                // What the broker tells itself must not depend on the job's network.
                "inter.broker.listener.name",
                "DIRECT",
                "controller.quorum.voters",
                "1@" + controller);
        LocalBroker.start(new LocalBroker.Options(Path.of(arguments[0]), OptionalInt.of(jobPort), properties));
        System.out.println(SERVING);
        Thread.currentThread().join();
    }
}
