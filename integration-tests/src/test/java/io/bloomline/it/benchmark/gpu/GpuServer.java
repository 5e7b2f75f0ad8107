package io.bloomline.it.benchmark.gpu;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A simulated GPU behind two ports of this machine: KServe v2 over gRPC, and its totals as JSON over HTTP, at
 * {@code /totals}.
 */
final class GpuServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Gpu gpu;
    private final Server server;
    private final HttpServer totals;

    private GpuServer(Gpu gpu, Server server, HttpServer totals) {
        this.gpu = gpu;
        this.server = server;
        this.totals = totals;
    }

    /** Starts one on a port, 0 for any; its totals are on another. */
    static GpuServer start(GpuSettings settings, int port) throws IOException {
        Gpu gpu = new Gpu(settings.instances(), settings.serviceTime(), settings.scheduling());
        Server server = NettyServerBuilder.forAddress(loopback(port))
                .directExecutor() // nothing in the service blocks
                .addService(new GpuService(gpu, settings))
                .maxInboundMessageSize(Integer.MAX_VALUE)
                .build()
                .start();
        HttpServer totals = HttpServer.create(loopback(0), 0);
        totals.createContext("/totals", exchange -> answer(exchange, gpu.totals()));
        totals.start();
        return new GpuServer(gpu, server, totals);
    }

    int port() {
        return server.getPort();
    }

    int totalsPort() {
        return totals.getAddress().getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
        totals.stop(0);
        gpu.close();
    }

    private static void answer(HttpExchange exchange, Totals totals) throws IOException {
        byte[] json = JSON.writeValueAsString(totals).getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
