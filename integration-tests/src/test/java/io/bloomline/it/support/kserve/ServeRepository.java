package io.bloomline.it.support.kserve;

import io.bloomline.it.support.kserve.KServeServer.Options;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Serves the project's models from a process of its own, until that is ended. */
public final class ServeRepository {

    static final String SERVING = "serving on port ";
    static final String ASKED = "asked for rows: ";

    private ServeRepository() {}

    /**
     * Says on standard output on which port it serves, and of each call how many rows it asks for.
     *
     * @param arguments the port to listen on, none for any; the address, none for this machine's own only
     */
    public static void main(String[] arguments) throws InterruptedException, UnknownHostException {
        Options options = Options.PLAIN.withPort(arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]));
        KServeServer server = KServeServer.ofRepository(
                arguments.length < 2 ? options : options.withHost(InetAddress.getByName(arguments[1])));
        server.follow(call -> {
            System.out.println(ASKED + call.rows().size());
            return Reaction.answer();
        });
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println(SERVING + server.port());
        Thread.currentThread().join();
    }
}
