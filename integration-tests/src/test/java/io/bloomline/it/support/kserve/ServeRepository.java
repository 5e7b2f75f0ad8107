package io.bloomline.it.support.kserve;

import io.bloomline.it.support.kserve.KServeServer.Options;

/** Serves the project's models from a process of its own, until that is ended. */
public final class ServeRepository {

    private ServeRepository() {}

    /**
     * Says {@code serving on port N} once it does.
     *
     * @param arguments the port to listen on; none for any
     */
    public static void main(String[] arguments) throws InterruptedException {
        int port = arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]);
        KServeServer server = KServeServer.ofRepository(Options.PLAIN.withPort(port));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println("serving on port " + server.port());
        Thread.currentThread().join();
    }
}
