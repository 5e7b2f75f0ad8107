package io.bloomline.it.process;

import io.bloomline.job.local.LocalBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** A Kafka broker (KRaft) as a program, until it is ended. */
public final class ServeBroker {

    /** What it says when it serves, before where. */
    public static final String SERVING = "broker at ";

    private ServeBroker() {}

    /**
     * The program that serves one.
     *
     * @param folder     where data ({@code broker}) and log ({@code broker.log}) go
     * @param port       port for clients; 0 for any
     * @param properties of the broker, on top of or in place of the usual ones
     */
    public static Program program(Path folder, int port, Map<String, String> properties) {
        List<String> arguments =
                new ArrayList<>(List.of(folder.resolve("broker").toString(), Integer.toString(port)));
        properties.forEach((name, value) -> arguments.add(name + "=" + value));
        return Program.ofLauncher(
                ServeBroker.class.getName(),
                System.getProperty("java.class.path"),
                List.of("-Xmx512m"),
                arguments,
                folder.resolve("broker.log"));
    }

    /**
     * Says on standard output where it serves.
     *
     * @param arguments folder of its data, its port, and properties as {@code name=value}
     */
    public static void main(String[] arguments) throws InterruptedException {
        int port = Integer.parseInt(arguments[1]);
        Map<String, String> properties = Arrays.stream(arguments)
                .skip(2)
                .map(property -> property.split("=", 2))
                .collect(Collectors.toMap(property -> property[0], property -> property[1]));
        LocalBroker broker = LocalBroker.start(new LocalBroker.Options(
                Path.of(arguments[0]), port == 0 ? OptionalInt.empty() : OptionalInt.of(port), properties));
        System.out.println(SERVING + broker.bootstrapServers());
        Thread.currentThread().join();
    }
}
