package io.bloomline.it.support.kserve;

import io.bloomline.it.support.kserve.KServeServer.Options;
import io.grpc.Status;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/** Serves toys from a process of its own, until that is ended. */
public final class ServeToys {

    /** What it says when it serves. */
    public static final String SERVING = "serving";

    /** What it says of each row that it is asked for, before the time in milliseconds since 1970, a space and the row. */
    public static final String ASKED = "asked ";

    /** What a row contains that fails the batch it is in, as a row does that a model can't compute. */
    public static final String POISON = "poison";

    /** What a row begins with that takes 800 ms, and its batch with it, where its last digit is 0. */
    public static final String TEDIOUS = "tedious";

    private static final Duration TEDIUM = Duration.ofMillis(800);
    private static final int WARM_UP = 20;

    private ServeToys() {}

    /**
     * Says on standard output when it serves, and what it is asked.
     *
     * @param arguments the address and the port to listen on, and how many milliseconds an answer takes
     */
    public static void main(String[] arguments) throws InterruptedException, UnknownHostException {
        warmUp();
        KServeServer server = KServeServer.ofToys(
                Options.PLAIN.withHost(InetAddress.getByName(arguments[0])).withPort(Integer.parseInt(arguments[1])));
        Duration pace = Duration.ofMillis(Long.parseLong(arguments[2]));
        Reaction answer = Reaction.after(pace, Reaction.answer());
        Reaction failure = Reaction.after(
                pace, Reaction.fail(Status.Code.INTERNAL, "onnx runtime error 2: Non-zero status code returned"));
        Reaction tedium = Reaction.after(TEDIUM, Reaction.answer());
        server.follow(call -> {
            long now = System.currentTimeMillis();
            StringBuilder lines = new StringBuilder();
            call.rows().forEach(row -> lines.append(ASKED)
                    .append(now)
                    .append(' ')
                    .append(row)
                    .append('\n'));
            System.out.print(lines);
            System.out.flush();
            if (call.rows().stream().anyMatch(row -> row.contains(POISON))) {
                return failure;
            }
            return call.rows().stream().anyMatch(row -> row.startsWith(TEDIOUS) && row.endsWith("0")) ? tedium : answer;
        });
        System.out.println(SERVING);
        Thread.currentThread().join();
    }

    /** A job goes on as soon as there is someone at the port, and may give up answers for which Java loads all classes first. */
    private static void warmUp() {
        try (KServeServer server = KServeServer.ofToys(Options.PLAIN);
                PlainClient client = new PlainClient(server.port())) {
            for (int i = 0; i < WARM_UP; i++) {
                client.ask(PlainClient.text(KServeServer.TEXT, "Monday").build());
            }
        }
    }
}
