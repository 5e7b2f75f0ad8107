package io.bloomline.it.monitoring;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes traces as an OpenTelemetry collector does over HTTP, and keeps them as they come. Thread-safe. */
final class Collector implements AutoCloseable {

    private final HttpServer server;

    /** Each byte a letter, so that what stands in them can be looked for. */
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    private Collector(HttpServer server) {
        this.server = server;
    }

    static Collector start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Collector collector = new Collector(server);
        server.createContext("/v1/traces", collector::take);
        server.start();
        return collector;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Whether a message has come with such a name in it, and such an id in hexadecimal digits. */
    boolean has(String name, String id) {
        String bytes = new String(HexFormat.of().parseHex(id), ISO_8859_1);
        return bodies.stream().anyMatch(body -> body.contains(name) && body.contains(bytes));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
